# A source made a work.
# twin: valid/library.ttl
# caught by: Work.creator Class

DELETE { <work/bridge-book> dcterms:creator ?value }
INSERT { <work/bridge-book> dcterms:creator <source/essay> }
WHERE { <work/bridge-book> dcterms:creator ?value }
