# An utterance that nobody reports has a rendering.
# twin: valid/chain.ttl
# caught by: Rendered.reportedBy MinCount

INSERT DATA { <utterance/thread/reply> elbe:rendering <rendering/summary> }
