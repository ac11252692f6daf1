# A claim answers a question that counts something else.
# twin: valid/figures.ttl
# caught by: answers_other_unit

DELETE { <claim/aircraft> elbe:answers ?value }
INSERT { <claim/aircraft> elbe:answers <question/event/crossing/amount/day> }
WHERE { <claim/aircraft> elbe:answers ?value }
