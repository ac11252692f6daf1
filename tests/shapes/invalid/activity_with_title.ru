# The making of a file has a title.
# twin: valid/river.ttl
# caught by: Activity Closed

INSERT DATA { <record/sources/river-letter/utterances#wasGeneratedBy> dcterms:title "Making"@en }
