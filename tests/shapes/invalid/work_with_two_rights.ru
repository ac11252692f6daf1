# The rights in a work are stated twice.
# twin: valid/library.ttl
# caught by: Document.rights MaxCount

INSERT DATA { <work/bridge-book> dcterms:rights "Not known."@en }
