# An utterance endorses itself.
# twin: valid/chain.ttl
# caught by: loop

INSERT DATA { <utterance/thread/applause> elbe:endorses <utterance/thread/applause> }
