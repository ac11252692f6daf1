# A concept is in two schemes.
# twin: valid/river.ttl
# caught by: Concept.inScheme MaxCount

INSERT DATA { <manner/memoir> skos:inScheme <scheme/verdict> }
