# An assessment is dated in words.
# twin: valid/doubts.ttl
# caught by: Assessment.created Datatype

DELETE { <assessment/diary-voice> dcterms:created ?value }
INSERT { <assessment/diary-voice> dcterms:created "23 November 2026" }
WHERE { <assessment/diary-voice> dcterms:created ?value }
