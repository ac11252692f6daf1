# A person has no name in the first language of the record.
# twin: valid/river.ttl
# caught by: Named.prefLabel QualifiedMinCount

DELETE DATA { <person/viktor-orlov> skos:prefLabel "Viktor Orlov"@en }
