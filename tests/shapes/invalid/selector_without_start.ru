# A passage starts nowhere.
# twin: valid/river.ttl
# caught by: Selector.start MinCount

DELETE WHERE { <utterance/river-letter/they-met#passage.selector> oa:start ?value }
