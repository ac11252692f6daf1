# A link is less than unsure.
# twin: valid/library.ttl
# caught by: Mapping.confidence MinInclusive

DELETE { <mapping/eva-huber> sssom:confidence ?value }
INSERT { <mapping/eva-huber> sssom:confidence "-0.5"^^xsd:double }
WHERE { <mapping/eva-huber> sssom:confidence ?value }
