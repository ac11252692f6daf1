# A passage has two digests.
# twin: valid/river.ttl
# caught by: Passage.sha256 MaxCount

INSERT DATA { <utterance/river-letter/they-met#passage> elbe:sha256 "d4735e3a265e16eee03f59718b9b5d03019c07d8b6c51f90da3a666eec13ab35" }
