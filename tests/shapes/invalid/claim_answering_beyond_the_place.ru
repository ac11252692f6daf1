# A claim about a wide place answers a question about a narrow one.
# twin: valid/river.ttl
# caught by: answers_other_place

DELETE { <claim/ferrymen-met-guards> elbe:place ?value }
INSERT { <claim/ferrymen-met-guards> elbe:place <place/mittelland> }
WHERE { <claim/ferrymen-met-guards> elbe:place ?value }
