# A person has no English name.
# twin: valid/river.ttl
# caught by: Named.prefLabel QualifiedMinCount

DELETE DATA { <person/viktor-orlov> skos:prefLabel "Viktor Orlov"@en }
