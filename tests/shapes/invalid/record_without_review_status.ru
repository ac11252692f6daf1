# A record does not say whether it was reviewed.
# twin: valid/river.ttl
# caught by: Record.reviewStatus MinCount

DELETE WHERE { <record/sources/river-letter/utterances> elbe:reviewStatus ?value }
