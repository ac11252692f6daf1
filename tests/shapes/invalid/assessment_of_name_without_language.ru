# A name form has no language.
# twin: valid/doubts.ttl
# caught by: Assessment.nameForm Datatype

INSERT DATA { <assessment/diary-voice> elbe:nameForm "Voice" }
