# A work has two titles in one language.
# twin: valid/library.ttl
# caught by: Document.title UniqueLang

INSERT DATA { <work/bridge-book> dcterms:title "Brücken"@de }
