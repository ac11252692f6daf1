# An assessment has two dates.
# twin: valid/doubts.ttl
# caught by: Assessment.created MaxCount

INSERT DATA { <assessment/diary-voice> dcterms:created "2026-11-24"^^xsd:date }
