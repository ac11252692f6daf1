# An assessment has a confidence in floating point.
# twin: valid/doubts.ttl
# caught by: Assessment.confidence Datatype

DELETE { <assessment/diary-voice> elbe:confidence ?value }
INSERT { <assessment/diary-voice> elbe:confidence 5.0e-1 }
WHERE { <assessment/diary-voice> elbe:confidence ?value }
