# A passage starts twice.
# twin: valid/river.ttl
# caught by: Selector.start MaxCount

INSERT DATA { <utterance/river-letter/they-met#passage.selector> oa:start 1 }
