# A link does not say how the things match.
# twin: valid/library.ttl
# caught by: Mapping.predicate MinCount

DELETE WHERE { <mapping/eva-huber-the-painter> owl:annotatedProperty ?value }
