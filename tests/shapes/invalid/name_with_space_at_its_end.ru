# A name begins with a space.
# twin: valid/river.ttl
# caught by: Named.label Pattern

INSERT DATA { <person/ada-brandt> skos:altLabel " Brandt"@en }
