# A source has two digests.
# twin: valid/river.ttl
# caught by: Source.sha256 MaxCount

INSERT DATA { <source/river-letter> elbe:sha256 "e629fa6598d732768f7c726b4b621285f9c3b85303900aa912017db7617d8bdb" }
