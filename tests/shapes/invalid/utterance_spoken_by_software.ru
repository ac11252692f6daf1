# Software speaks an utterance.
# twin: valid/chain.ttl
# caught by: software_speaks

DELETE { <utterance/thread/toast> elbe:speaker ?value }
INSERT { <utterance/thread/toast> elbe:speaker <software/clerk> }
WHERE { <utterance/thread/toast> elbe:speaker ?value }
