# A date of publication is no EDTF.
# twin: valid/library.ttl
# caught by: Document.issued Datatype

DELETE { <work/bridge-book> dcterms:issued ?value }
INSERT { <work/bridge-book> dcterms:issued "1961"^^xsd:gYear }
WHERE { <work/bridge-book> dcterms:issued ?value }
