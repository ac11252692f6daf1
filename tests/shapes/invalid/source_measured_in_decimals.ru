# The length of a source is no whole number.
# twin: valid/river.ttl
# caught by: Source.codePoints Datatype

DELETE { <source/river-letter> elbe:codePoints ?value }
INSERT { <source/river-letter> elbe:codePoints 900.5 }
WHERE { <source/river-letter> elbe:codePoints ?value }
