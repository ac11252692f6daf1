# A question asks for figures in a manner of speaking.
# twin: valid/figures.ttl
# caught by: Question.inUnit Class

DELETE { <question/event/crossing/amount/day> elbe:inUnit ?value }
INSERT { <question/event/crossing/amount/day> elbe:inUnit <manner/letter> }
WHERE { <question/event/crossing/amount/day> elbe:inUnit ?value }
