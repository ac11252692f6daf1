# A thing is withdrawn on two days.
# twin: valid/library.ttl
# caught by: Deprecated.date MaxCount

INSERT DATA { <person/nobody> dcterms:date "2026-12-01"^^xsd:date }
