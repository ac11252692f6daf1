# A passage starts before its text.
# twin: valid/river.ttl
# caught by: Selector.start MinInclusive

DELETE { <utterance/river-letter/they-met#passage.selector> oa:start ?value }
INSERT { <utterance/river-letter/they-met#passage.selector> oa:start -1 }
WHERE { <utterance/river-letter/they-met#passage.selector> oa:start ?value }
