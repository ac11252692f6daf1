# A passage ends before it starts.
# twin: valid/river.ttl
# caught by: Selector.start LessThan

DELETE { <utterance/river-letter/they-met#passage.selector> oa:start ?value }
INSERT { <utterance/river-letter/they-met#passage.selector> oa:start 130 }
WHERE { <utterance/river-letter/they-met#passage.selector> oa:start ?value }
