# A question asks nothing of its subject.
# twin: valid/river.ttl
# caught by: Question.onPredicate MinCount

DELETE WHERE { <question/event/meeting-at-the-ferry/had-participant> elbe:onPredicate ?value }
