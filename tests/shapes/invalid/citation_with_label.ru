# A citation has a label.
# twin: valid/library.ttl
# caught by: Citation Closed

INSERT DATA { <utterance/essay/shown#cites> skos:prefLabel "Huber"@en }
