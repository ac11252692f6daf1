# A passage ends beyond its source.
# twin: valid/river.ttl
# caught by: passage_beyond_source
# also: passage_long

DELETE { <utterance/river-letter/they-met#passage.selector> oa:end ?value }
INSERT { <utterance/river-letter/they-met#passage.selector> oa:end 901 }
WHERE { <utterance/river-letter/they-met#passage.selector> oa:end ?value }
