# The title of a work has no language.
# twin: valid/library.ttl
# caught by: Document.title Datatype

INSERT DATA { <work/bridge-book> dcterms:title "Most" }
