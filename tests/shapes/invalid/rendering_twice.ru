# An utterance is given in two renderings.
# twin: valid/chain.ttl
# caught by: Rendered.rendering MaxCount

INSERT DATA { <utterance/thread/toast/lem> elbe:rendering <rendering/summary> }
