# An end is no whole number.
# twin: valid/river.ttl
# caught by: Selector.end Datatype

DELETE { <utterance/river-letter/they-met#passage.selector> oa:end ?value }
INSERT { <utterance/river-letter/they-met#passage.selector> oa:end 120.5 }
WHERE { <utterance/river-letter/they-met#passage.selector> oa:end ?value }
