# A claim answers a question with another predicate.
# twin: valid/river.ttl
# caught by: answers_other_predicate

DELETE { <claim/meeting-in-altdorf> elbe:answers ?value }
INSERT { <claim/meeting-in-altdorf> elbe:answers <question/event/meeting-at-the-ferry/had-participant> }
WHERE { <claim/meeting-in-altdorf> elbe:answers ?value }
