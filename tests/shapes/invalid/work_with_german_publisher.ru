# The publisher of a work is not tagged as English.
# twin: valid/library.ttl
# caught by: Document.publisher LanguageIn

DELETE { <work/bridge-book> dcterms:publisher ?value }
INSERT { <work/bridge-book> dcterms:publisher "Bergverlag"@de }
WHERE { <work/bridge-book> dcterms:publisher ?value }
