# A source has two lengths.
# twin: valid/river.ttl
# caught by: Source.codePoints MaxCount

INSERT DATA { <source/river-letter> elbe:codePoints 901 }
