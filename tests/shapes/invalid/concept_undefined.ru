# A concept has no definition.
# twin: valid/river.ttl
# caught by: Concept.definition MinCount

DELETE WHERE { <manner/memoir> skos:definition ?value }
