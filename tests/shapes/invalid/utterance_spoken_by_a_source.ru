# A work speaks.
# twin: valid/chain.ttl
# caught by: Utterance.speaker Class

DELETE { <utterance/thread/toast> elbe:speaker ?value }
INSERT { <utterance/thread/toast> elbe:speaker <source/thread> }
WHERE { <utterance/thread/toast> elbe:speaker ?value }
