# A passage ends twice.
# twin: valid/river.ttl
# caught by: Selector.end MaxCount

INSERT DATA { <utterance/river-letter/they-met#passage.selector> oa:end 121 }
