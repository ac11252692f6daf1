# The broader concept is a text.
# twin: valid/river.ttl
# caught by: Concept.broader NodeKind

INSERT DATA { <manner/memoir> skos:broader "writing"@en }
