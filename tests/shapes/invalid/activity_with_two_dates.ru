# The making of a file has two dates.
# twin: valid/river.ttl
# caught by: Activity.date MaxCount

INSERT DATA { <record/sources/river-letter/utterances#wasGeneratedBy> dcterms:date "2026-11-24"^^xsd:date }
