# A link has no date.
# twin: valid/library.ttl
# caught by: Mapping.date MinCount

DELETE WHERE { <mapping/eva-huber> dcterms:created ?value }
