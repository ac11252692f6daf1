# A text does not say in which language it is.
# twin: valid/figures.ttl
# caught by: Text.value Datatype

DELETE { <claim/purpose#object> rdf:value ?value }
INSERT { <claim/purpose#object> rdf:value "to reach the other bank" }
WHERE { <claim/purpose#object> rdf:value ?value }
