# The label of an utterance is in no language.
# twin: valid/river.ttl
# caught by: Called.label Datatype

INSERT DATA { <utterance/river-letter/they-met> skos:prefLabel "Ada Brandt and Viktor Orlov" }
