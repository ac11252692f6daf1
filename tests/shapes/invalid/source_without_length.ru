# A source has no length.
# twin: valid/river.ttl
# caught by: Source.codePoints MinCount

DELETE WHERE { <source/river-letter> elbe:codePoints ?value }
