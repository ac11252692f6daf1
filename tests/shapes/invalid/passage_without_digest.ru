# A passage has no digest.
# twin: valid/river.ttl
# caught by: Passage.sha256 MinCount

DELETE WHERE { <utterance/river-letter/they-met#passage> elbe:sha256 ?value }
