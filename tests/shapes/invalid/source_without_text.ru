# A source has no text.
# twin: valid/river.ttl
# caught by: Source.codePoints MinInclusive
# also: passage_beyond_source

DELETE { <source/river-letter> elbe:codePoints ?value }
INSERT { <source/river-letter> elbe:codePoints 0 }
WHERE { <source/river-letter> elbe:codePoints ?value }
