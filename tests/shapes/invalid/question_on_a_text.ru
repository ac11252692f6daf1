# A question asks of a text.
# twin: valid/river.ttl
# caught by: Question.onSubject NodeKind
# also: question_iri, subject_class

DELETE { <question/event/meeting-at-the-ferry/had-participant> elbe:onSubject ?value }
INSERT { <question/event/meeting-at-the-ferry/had-participant> elbe:onSubject "the meeting"@en }
WHERE { <question/event/meeting-at-the-ferry/had-participant> elbe:onSubject ?value }
