# The rights in a work are stated in German.
# twin: valid/library.ttl
# caught by: Document.rights LanguageIn

DELETE { <work/bridge-book> dcterms:rights ?value }
INSERT { <work/bridge-book> dcterms:rights "Geschützt."@de }
WHERE { <work/bridge-book> dcterms:rights ?value }
