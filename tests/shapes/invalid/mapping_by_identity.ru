# A link states identity.
# twin: valid/library.ttl
# caught by: Mapping.predicate In

DELETE { <mapping/eva-huber-the-painter> owl:annotatedProperty ?value }
INSERT { <mapping/eva-huber-the-painter> owl:annotatedProperty owl:sameAs }
WHERE { <mapping/eva-huber-the-painter> owl:annotatedProperty ?value }
