# A file has no title.
# twin: valid/river.ttl
# caught by: Record.title MinCount

DELETE WHERE { <record/sources/river-letter/utterances> dcterms:title ?value }
