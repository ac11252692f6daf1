# A digest is cut short.
# twin: valid/river.ttl
# caught by: Passage.sha256 Pattern

DELETE { <utterance/river-letter/they-met#passage> elbe:sha256 ?value }
INSERT { <utterance/river-letter/they-met#passage> elbe:sha256 "09bff250d33f" }
WHERE { <utterance/river-letter/they-met#passage> elbe:sha256 ?value }
