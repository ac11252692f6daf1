# A name is both the first and another.
# twin: valid/river.ttl
# caught by: Named.prefLabel Disjoint

INSERT DATA { <person/ada-brandt> skos:altLabel "Ada Brandt"@en }
