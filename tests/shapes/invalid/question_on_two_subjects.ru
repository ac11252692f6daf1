# A question asks of two subjects.
# twin: valid/river.ttl
# caught by: Question.onSubject MaxCount
# also: question_iri

INSERT DATA { <question/event/meeting-at-the-ferry/had-participant> elbe:onSubject <event/second-meeting> }
