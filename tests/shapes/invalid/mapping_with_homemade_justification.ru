# A link was found in a way that no vocabulary knows.
# twin: valid/library.ttl
# caught by: Mapping.justification Pattern

DELETE { <mapping/eva-huber> sssom:mapping_justification ?value }
INSERT { <mapping/eva-huber> sssom:mapping_justification <https://example.org/by-hand> }
WHERE { <mapping/eva-huber> sssom:mapping_justification ?value }
