# The making of a file has no date.
# twin: valid/river.ttl
# caught by: Activity.date MinCount

DELETE WHERE { <record/sources/river-letter/utterances#wasGeneratedBy> dcterms:date ?value }
