# A name is both right and misspelt.
# twin: valid/river.ttl
# caught by: Named.altLabel Disjoint

INSERT DATA { <person/ada-brandt> skos:altLabel "Ada Brant"@en }
