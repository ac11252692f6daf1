# The words of a time are in no language.
# twin: valid/river.ttl
# caught by: TimeSpan.words Datatype

INSERT DATA { <utterance/river-letter/they-met#saidAt> skos:prefLabel "June 1945" }
