# A source does not say in which language it is.
# twin: valid/river.ttl
# caught by: Source.language MinCount

DELETE WHERE { <source/river-letter> dcterms:language ?value }
