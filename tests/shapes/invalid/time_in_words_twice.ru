# A time is said in two ways in one language.
# twin: valid/river.ttl
# caught by: TimeSpan.words UniqueLang

INSERT DATA { <utterance/river-letter/they-met#saidAt> skos:prefLabel "June 1945"@en, "in June of 1945"@en }
