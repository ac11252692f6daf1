# A link has a title.
# twin: valid/library.ttl
# caught by: Mapping Closed

INSERT DATA { <mapping/eva-huber> dcterms:title "Huber"@en }
