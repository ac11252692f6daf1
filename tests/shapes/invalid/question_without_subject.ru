# A question asks of nothing.
# twin: valid/river.ttl
# caught by: Question.onSubject MinCount

DELETE WHERE { <question/event/meeting-at-the-ferry/had-participant> elbe:onSubject ?value }
