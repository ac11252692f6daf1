# A claim without place answers a question about a place.
# twin: valid/river.ttl
# caught by: answers_other_place

DELETE WHERE { <claim/ferrymen-met-guards> elbe:place ?value }
