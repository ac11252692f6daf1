# A question asks for figures in two units.
# twin: valid/figures.ttl
# caught by: Question.inUnit MaxCount
# also: question_iri

INSERT DATA { <question/event/crossing/amount/day> elbe:inUnit <unit/person> }
