# A thing is withdrawn and does not say when.
# twin: valid/library.ttl
# caught by: deprecated_unexplained

DELETE WHERE { <person/e-huber> dcterms:date ?value }
