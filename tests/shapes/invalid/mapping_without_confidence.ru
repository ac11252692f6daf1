# A link does not say how sure it is.
# twin: valid/library.ttl
# caught by: Mapping.confidence MinCount

DELETE WHERE { <mapping/eva-huber> sssom:confidence ?value }
