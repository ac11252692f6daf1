# A passage is longer than its claims can need.
# twin: valid/river.ttl
# caught by: passage_long

DELETE { <utterance/river-letter/they-met#passage.selector> oa:end ?value }
INSERT { <utterance/river-letter/they-met#passage.selector> oa:end 900 }
WHERE { <utterance/river-letter/they-met#passage.selector> oa:end ?value }
