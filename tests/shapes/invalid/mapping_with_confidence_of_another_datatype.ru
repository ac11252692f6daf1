# A link has a confidence of another datatype.
# twin: valid/library.ttl
# caught by: Mapping.confidence Datatype

DELETE { <mapping/eva-huber> sssom:confidence ?value }
INSERT { <mapping/eva-huber> sssom:confidence "0.5"^^xsd:float }
WHERE { <mapping/eva-huber> sssom:confidence ?value }
