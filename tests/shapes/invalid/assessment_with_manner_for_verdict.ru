# The verdict of an assessment is a manner of speaking.
# twin: valid/doubts.ttl
# caught by: Assessment.verdict Class

DELETE { <assessment/diary-voice> elbe:verdict ?value }
INSERT { <assessment/diary-voice> elbe:verdict <manner/memoir> }
WHERE { <assessment/diary-voice> elbe:verdict ?value }
