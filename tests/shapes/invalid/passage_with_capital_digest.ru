# A digest is in capital letters.
# twin: valid/river.ttl
# caught by: Passage.sha256 Pattern

DELETE { <utterance/river-letter/they-met#passage> elbe:sha256 ?value }
INSERT { <utterance/river-letter/they-met#passage> elbe:sha256 "09BFF250D33FDBBF6DE2F46E34A66CA32DC4A16AF1741ACA3B9EEA0B2BA95C7B" }
WHERE { <utterance/river-letter/they-met#passage> elbe:sha256 ?value }
