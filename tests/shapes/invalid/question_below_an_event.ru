# An event is the broader question.
# twin: valid/river.ttl
# caught by: Question.broader Class

DELETE { <question/event/meeting-at-the-ferry/had-participant/altdorf> skos:broader ?value }
INSERT { <question/event/meeting-at-the-ferry/had-participant/altdorf> skos:broader <event/meeting-at-the-ferry> }
WHERE { <question/event/meeting-at-the-ferry/had-participant/altdorf> skos:broader ?value }
