# A link does not say how it was found.
# twin: valid/library.ttl
# caught by: Mapping.justification MinCount

DELETE WHERE { <mapping/eva-huber> sssom:mapping_justification ?value }
