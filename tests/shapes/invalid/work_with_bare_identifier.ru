# An identifier does not say of what kind it is.
# twin: valid/library.ttl
# caught by: Document.identifier Pattern

INSERT DATA { <work/bridge-book> schema:identifier "9783161484100" }
