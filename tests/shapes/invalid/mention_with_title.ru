# A mention has a title.
# twin: valid/doubts.ttl
# caught by: Mention Closed

INSERT DATA { <mention/diary/person/nils-berg> dcterms:title "He is named"@en }
