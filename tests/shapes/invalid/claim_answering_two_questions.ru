# A claim answers two questions.
# twin: valid/river.ttl
# caught by: Claim.answers MaxCount

INSERT DATA { <claim/ferrymen-met-guards> elbe:answers <question/event/meeting-at-the-ferry/had-participant> }
