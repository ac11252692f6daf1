# A file is reviewed and not reviewed.
# twin: valid/river.ttl
# caught by: Record.reviewStatus MaxCount

INSERT DATA { <record/sources/river-letter/utterances> elbe:reviewStatus <review-status/reviewed> }
