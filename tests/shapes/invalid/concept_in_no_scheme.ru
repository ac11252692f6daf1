# A concept is in no scheme.
# twin: valid/river.ttl
# caught by: Concept.inScheme MinCount

DELETE WHERE { <manner/memoir> skos:inScheme ?value }
