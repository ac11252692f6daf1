# A link starts nowhere.
# twin: valid/library.ttl
# caught by: Mapping.subject MinCount

DELETE WHERE { <mapping/eva-huber-the-painter> owl:annotatedSource ?value }
