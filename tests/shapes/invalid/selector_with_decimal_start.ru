# A start is no whole number.
# twin: valid/river.ttl
# caught by: Selector.start Datatype

DELETE { <utterance/river-letter/they-met#passage.selector> oa:start ?value }
INSERT { <utterance/river-letter/they-met#passage.selector> oa:start 0.5 }
WHERE { <utterance/river-letter/they-met#passage.selector> oa:start ?value }
