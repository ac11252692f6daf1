# The language of a work is a text in a language.
# twin: valid/library.ttl
# caught by: Document.language Datatype

DELETE { <work/bridge-book> dcterms:language ?value }
INSERT { <work/bridge-book> dcterms:language "de"@en }
WHERE { <work/bridge-book> dcterms:language ?value }
