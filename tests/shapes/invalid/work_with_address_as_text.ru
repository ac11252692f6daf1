# The address of a work is a plain text.
# twin: valid/library.ttl
# caught by: Document.url Datatype

DELETE { <work/bridge-book> schema:url ?value }
INSERT { <work/bridge-book> schema:url "https://example.org/bridge" }
WHERE { <work/bridge-book> schema:url ?value }
