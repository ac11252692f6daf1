# A question asks two things of its subject.
# twin: valid/river.ttl
# caught by: Question.onPredicate MaxCount
# also: question_iri

INSERT DATA { <question/event/meeting-at-the-ferry/had-participant> elbe:onPredicate elbe:hadVictim }
