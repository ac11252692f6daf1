# A link has a confidence in floating point.
# twin: valid/library.ttl
# caught by: Mapping.confidence Datatype

DELETE { <mapping/eva-huber> sssom:confidence ?value }
INSERT { <mapping/eva-huber> sssom:confidence 5.0e-1 }
WHERE { <mapping/eva-huber> sssom:confidence ?value }
