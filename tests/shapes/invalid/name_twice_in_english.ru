# A person has two first names in one language.
# twin: valid/river.ttl
# caught by: Named.prefLabel UniqueLang

INSERT DATA { <person/ada-brandt> skos:prefLabel "Ada von Brandt"@en }
