# A concept has two definitions.
# twin: valid/river.ttl
# caught by: Concept.definition MaxCount

INSERT DATA { <manner/memoir> skos:definition "What someone recalls in writing."@en }
