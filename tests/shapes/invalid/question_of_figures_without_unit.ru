# A question asks for a figure of nothing.
# twin: valid/figures.ttl
# caught by: question_without_unit

DELETE WHERE { <question/event/crossing/amount/day> elbe:inUnit ?value }
