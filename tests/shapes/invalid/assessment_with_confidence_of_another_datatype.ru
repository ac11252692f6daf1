# An assessment has a confidence of another datatype.
# twin: valid/doubts.ttl
# caught by: Assessment.confidence Datatype

DELETE { <assessment/diary-voice> elbe:confidence ?value }
INSERT { <assessment/diary-voice> elbe:confidence "0.5"^^xsd:float }
WHERE { <assessment/diary-voice> elbe:confidence ?value }
