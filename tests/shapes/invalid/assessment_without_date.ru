# An assessment has no date.
# twin: valid/doubts.ttl
# caught by: Assessment.created MinCount

DELETE WHERE { <assessment/diary-voice> dcterms:created ?value }
