# An utterance is later than the source that shows it.
# twin: valid/chain.ttl
# caught by: said_after_source
# also: endorsed_unseen

DELETE { <source/thread> dcterms:issued ?value }
INSERT { <source/thread> dcterms:issued "1989-12"^^loc:EDTF }
WHERE { <source/thread> dcterms:issued ?value }
