# A work has two dates of publication.
# twin: valid/library.ttl
# caught by: Document.issued MaxCount

INSERT DATA { <work/bridge-book> dcterms:issued "1962"^^loc:EDTF }
