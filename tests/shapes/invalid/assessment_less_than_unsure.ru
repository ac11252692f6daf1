# An assessment is less than unsure.
# twin: valid/doubts.ttl
# caught by: Assessment.confidence MinInclusive

DELETE { <assessment/diary-voice> elbe:confidence ?value }
INSERT { <assessment/diary-voice> elbe:confidence -0.5 }
WHERE { <assessment/diary-voice> elbe:confidence ?value }
