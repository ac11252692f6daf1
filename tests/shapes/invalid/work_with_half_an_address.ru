# The address of a work lacks its scheme.
# twin: valid/library.ttl
# caught by: Document.url Pattern

DELETE { <work/bridge-book> schema:url ?value }
INSERT { <work/bridge-book> schema:url "example.org/bridge"^^xsd:anyURI }
WHERE { <work/bridge-book> schema:url ?value }
