# A candidate is nowhere defined.
# twin: valid/doubts.ttl
# caught by: dangling

INSERT DATA { <assessment/diary-voice> elbe:candidate <person/ghost> }
