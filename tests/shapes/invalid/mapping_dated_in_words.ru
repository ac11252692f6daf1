# A link is dated in words.
# twin: valid/library.ttl
# caught by: Mapping.date Datatype

DELETE { <mapping/eva-huber> dcterms:created ?value }
INSERT { <mapping/eva-huber> dcterms:created "23 November 2026" }
WHERE { <mapping/eva-huber> dcterms:created ?value }
