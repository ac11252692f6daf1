# An utterance replies to a reply to itself.
# twin: valid/chain.ttl
# caught by: loop

INSERT DATA { <utterance/thread/toast> elbe:repliesTo <utterance/thread/reply> }
