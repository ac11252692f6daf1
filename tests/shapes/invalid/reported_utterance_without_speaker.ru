# Nobody speaks a reported utterance.
# twin: valid/chain.ttl
# caught by: Utterance.speaker MinCount

DELETE WHERE { <utterance/thread/toast/lem> elbe:speaker ?value }
