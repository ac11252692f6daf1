# The review status of a file is a manner of speaking.
# twin: valid/river.ttl
# caught by: Record.reviewStatus Class

DELETE { <record/sources/river-letter/utterances> elbe:reviewStatus ?value }
INSERT { <record/sources/river-letter/utterances> elbe:reviewStatus <manner/letter> }
WHERE { <record/sources/river-letter/utterances> elbe:reviewStatus ?value }
