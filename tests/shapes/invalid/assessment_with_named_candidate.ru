# A candidate is given by name.
# twin: valid/doubts.ttl
# caught by: Assessment.candidate NodeKind

INSERT DATA { <assessment/diary-voice> elbe:candidate "Ida"@en }
