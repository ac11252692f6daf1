# An assessment has a title.
# twin: valid/doubts.ttl
# caught by: Assessment Closed

INSERT DATA { <assessment/diary-voice> dcterms:title "A voice"@en }
