# A purpose is a year.
# twin: valid/figures.ttl
# caught by: object_class

DELETE { <claim/purpose> rdf:object ?value }
INSERT { <claim/purpose> rdf:object "1945"^^xsd:gYear }
WHERE { <claim/purpose> rdf:object ?value }
