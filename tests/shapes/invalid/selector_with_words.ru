# A selector quotes the words of its source.
# twin: valid/river.ttl
# caught by: Selector Closed

INSERT DATA { <utterance/river-letter/they-met#passage.selector> oa:exact "Here would be what the letter says." }
