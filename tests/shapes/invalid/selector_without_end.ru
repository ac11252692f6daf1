# A passage ends nowhere.
# twin: valid/river.ttl
# caught by: Selector.end MinCount

DELETE WHERE { <utterance/river-letter/they-met#passage.selector> oa:end ?value }
