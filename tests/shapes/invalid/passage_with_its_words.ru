# A passage holds the words of its source.
# twin: valid/river.ttl
# caught by: Passage Closed

INSERT DATA { <utterance/river-letter/they-met#passage> rdf:value "Here would be what the letter says."@en }
