# A unit has two first names in one language.
# twin: valid/figures.ttl
# caught by: Listed.prefLabel UniqueLang

INSERT DATA { <unit/person> skos:prefLabel "human being"@en }
