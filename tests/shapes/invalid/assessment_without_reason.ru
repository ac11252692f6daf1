# An assessment has no reason.
# twin: valid/doubts.ttl
# caught by: Assessment.reason MinCount

DELETE WHERE { <assessment/diary-voice> elbe:reason ?value }
