# An utterance has two labels in one language.
# twin: valid/river.ttl
# caught by: Called.label UniqueLang

INSERT DATA { <utterance/river-letter/they-met> skos:prefLabel "Ada Brandt, in a letter"@en, "Viktor Orlov, in a letter"@en }
