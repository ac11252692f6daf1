# A link leads to a thing of this record.
# twin: valid/library.ttl
# caught by: Mapping.object Not

DELETE { <mapping/eva-huber-the-painter> owl:annotatedTarget ?value }
INSERT { <mapping/eva-huber-the-painter> owl:annotatedTarget <person/eva-huber> }
WHERE { <mapping/eva-huber-the-painter> owl:annotatedTarget ?value }
