# A concept has a date.
# twin: valid/river.ttl
# caught by: Concept Closed

INSERT DATA { <manner/memoir> dcterms:created "2026-11-23"^^xsd:date }
