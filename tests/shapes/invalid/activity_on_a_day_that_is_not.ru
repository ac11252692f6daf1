# A file was made on the thirtieth of February.
# twin: valid/river.ttl
# caught by: Activity.date Datatype

DELETE { <record/sources/river-letter/utterances#wasGeneratedBy> dcterms:date ?value }
INSERT { <record/sources/river-letter/utterances#wasGeneratedBy> dcterms:date "2026-02-30"^^xsd:date }
WHERE { <record/sources/river-letter/utterances#wasGeneratedBy> dcterms:date ?value }
