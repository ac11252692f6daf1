# A source has no digest.
# twin: valid/river.ttl
# caught by: Source.sha256 MinCount

DELETE WHERE { <source/river-letter> elbe:sha256 ?value }
