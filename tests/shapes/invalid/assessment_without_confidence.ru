# An assessment does not say how sure it is.
# twin: valid/doubts.ttl
# caught by: Assessment.confidence MinCount

DELETE WHERE { <assessment/diary-voice> elbe:confidence ?value }
