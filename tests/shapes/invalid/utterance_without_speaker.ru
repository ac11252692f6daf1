# Nobody speaks an utterance.
# twin: valid/chain.ttl
# caught by: Utterance.speaker MinCount

DELETE WHERE { <utterance/thread/toast> elbe:speaker ?value }
