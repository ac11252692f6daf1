# An assessment has two reasons.
# twin: valid/doubts.ttl
# caught by: Assessment.reason MaxCount

INSERT DATA { <assessment/diary-voice> elbe:reason "The hand is another."@en }
