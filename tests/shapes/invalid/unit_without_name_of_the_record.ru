# A unit has a name, but in no language of the record.
# twin: valid/figures.ttl
# caught by: Listed.prefLabel QualifiedMinCount

DELETE DATA { <unit/person> skos:prefLabel "person"@en } ;
INSERT DATA { <unit/person> skos:prefLabel "persona"@it }
