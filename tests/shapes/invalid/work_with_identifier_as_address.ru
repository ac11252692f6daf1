# An identifier is typed as an address.
# twin: valid/library.ttl
# caught by: Document.identifier Datatype

INSERT DATA { <work/bridge-book> schema:identifier "isbn:3161484100"^^xsd:anyURI }
