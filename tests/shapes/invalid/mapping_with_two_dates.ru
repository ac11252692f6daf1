# A link has two dates.
# twin: valid/library.ttl
# caught by: Mapping.date MaxCount

INSERT DATA { <mapping/eva-huber> dcterms:created "2026-11-24"^^xsd:date }
