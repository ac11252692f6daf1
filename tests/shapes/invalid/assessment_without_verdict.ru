# An assessment comes to nothing.
# twin: valid/doubts.ttl
# caught by: Assessment.verdict MinCount

DELETE WHERE { <assessment/diary-voice> elbe:verdict ?value }
