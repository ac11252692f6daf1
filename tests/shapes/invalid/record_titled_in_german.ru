# A file is titled in German.
# twin: valid/river.ttl
# caught by: Record.title LanguageIn

DELETE { <record/sources/river-letter/utterances> dcterms:title ?value }
INSERT { <record/sources/river-letter/utterances> dcterms:title "Brief vom Fluss"@de }
WHERE { <record/sources/river-letter/utterances> dcterms:title ?value }
