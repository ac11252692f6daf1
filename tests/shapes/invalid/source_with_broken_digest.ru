# The digest of a source is not one.
# twin: valid/river.ttl
# caught by: Source.sha256 Pattern

DELETE { <source/river-letter> elbe:sha256 ?value }
INSERT { <source/river-letter> elbe:sha256 "not computed yet" }
WHERE { <source/river-letter> elbe:sha256 ?value }
