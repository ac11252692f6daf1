# A link leads nowhere.
# twin: valid/library.ttl
# caught by: Mapping.object MinCount

DELETE WHERE { <mapping/eva-huber-the-painter> owl:annotatedTarget ?value }
