# A note is in German.
# twin: valid/river.ttl
# caught by: Noted.note LanguageIn

DELETE { <place/altdorf> skos:note ?value }
INSERT { <place/altdorf> skos:note "Die Stadt an der Fähre."@de }
WHERE { <place/altdorf> skos:note ?value }
