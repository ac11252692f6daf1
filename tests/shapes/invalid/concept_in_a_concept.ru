# A concept is in a concept for scheme.
# twin: valid/river.ttl
# caught by: Concept.inScheme Class

DELETE { <manner/memoir> skos:inScheme ?value }
INSERT { <manner/memoir> skos:inScheme <manner/letter> }
WHERE { <manner/memoir> skos:inScheme ?value }
