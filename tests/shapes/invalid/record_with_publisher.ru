# The record of a file names a publisher.
# twin: valid/river.ttl
# caught by: Record Closed

INSERT DATA { <record/sources/river-letter/utterances> dcterms:publisher "Town archive"@en }
