# An assessment is more than sure.
# twin: valid/doubts.ttl
# caught by: Assessment.confidence MaxInclusive

DELETE { <assessment/diary-voice> elbe:confidence ?value }
INSERT { <assessment/diary-voice> elbe:confidence 1.5 }
WHERE { <assessment/diary-voice> elbe:confidence ?value }
