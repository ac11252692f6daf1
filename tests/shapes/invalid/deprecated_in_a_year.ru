# A thing is withdrawn in a year, without the day.
# twin: valid/library.ttl
# caught by: Deprecated.date Datatype

DELETE { <person/nobody> dcterms:date ?value }
INSERT { <person/nobody> dcterms:date "2026"^^xsd:gYear }
WHERE { <person/nobody> dcterms:date ?value }
