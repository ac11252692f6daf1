# An assessment comes to two verdicts.
# twin: valid/doubts.ttl
# caught by: Assessment.verdict MaxCount

INSERT DATA { <assessment/diary-voice> elbe:verdict <verdict/doubtful> }
