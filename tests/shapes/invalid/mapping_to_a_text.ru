# A link leads to a text.
# twin: valid/library.ttl
# caught by: Mapping.object NodeKind

DELETE { <mapping/eva-huber-the-painter> owl:annotatedTarget ?value }
INSERT { <mapping/eva-huber-the-painter> owl:annotatedTarget "Q42" }
WHERE { <mapping/eva-huber-the-painter> owl:annotatedTarget ?value }
