# The language of a work is given by name.
# twin: valid/library.ttl
# caught by: Document.language Pattern

DELETE { <work/bridge-book> dcterms:language ?value }
INSERT { <work/bridge-book> dcterms:language "German" }
WHERE { <work/bridge-book> dcterms:language ?value }
