# A unit has its first name as a second one too.
# twin: valid/figures.ttl
# caught by: Listed.prefLabel Disjoint

INSERT DATA { <unit/person> skos:altLabel "person"@en }
