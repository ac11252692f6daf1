# A file has two titles.
# twin: valid/river.ttl
# caught by: Record.title MaxCount

INSERT DATA { <record/sources/river-letter/utterances> dcterms:title "The letter"@en }
