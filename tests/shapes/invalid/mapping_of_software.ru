# A link starts at software.
# twin: valid/library.ttl
# caught by: Mapping.subject Or

DELETE { <mapping/eva-huber-the-painter> owl:annotatedSource ?value }
INSERT { <mapping/eva-huber-the-painter> owl:annotatedSource <software/clerk> }
WHERE { <mapping/eva-huber-the-painter> owl:annotatedSource ?value }
