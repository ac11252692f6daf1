# An assessment is sure in two degrees.
# twin: valid/doubts.ttl
# caught by: Assessment.confidence MaxCount

INSERT DATA { <assessment/diary-voice> elbe:confidence 0.25 }
