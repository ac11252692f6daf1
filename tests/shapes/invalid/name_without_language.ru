# A name has no language.
# twin: valid/river.ttl
# caught by: Named.label Datatype

INSERT DATA { <person/ada-brandt> skos:altLabel "Brandt" }
