# A link is more than sure.
# twin: valid/library.ttl
# caught by: Mapping.confidence MaxInclusive

DELETE { <mapping/eva-huber> sssom:confidence ?value }
INSERT { <mapping/eva-huber> sssom:confidence "1.5"^^xsd:double }
WHERE { <mapping/eva-huber> sssom:confidence ?value }
