# An utterance replies to an event.
# twin: valid/chain.ttl
# caught by: Utterance.repliesTo Class

DELETE { <utterance/thread/reply> elbe:repliesTo ?value }
INSERT { <utterance/thread/reply> elbe:repliesTo <event/toast> }
WHERE { <utterance/thread/reply> elbe:repliesTo ?value }
