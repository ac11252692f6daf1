# An assessment has a whole source for its passage.
# twin: valid/doubts.ttl
# caught by: Assessment.passage Class

INSERT DATA { <assessment/diary-voice> elbe:passage <source/diary> }
