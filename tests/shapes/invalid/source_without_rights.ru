# A source does not say what is known of its rights.
# twin: valid/river.ttl
# caught by: Source.rights MinCount

DELETE WHERE { <source/river-letter> dcterms:rights ?value }
