# A claim about a place answers the question without place.
# twin: valid/river.ttl
# caught by: answers_other_place

DELETE { <claim/ferrymen-met-guards> elbe:answers ?value }
INSERT { <claim/ferrymen-met-guards> elbe:answers <question/event/meeting-at-the-ferry/had-participant> }
WHERE { <claim/ferrymen-met-guards> elbe:answers ?value }
