# A source assesses itself.
# twin: valid/doubts.ttl
# caught by: Assessment.creator Class

DELETE { <assessment/diary-voice> dcterms:creator ?value }
INSERT { <assessment/diary-voice> dcterms:creator <source/diary> }
WHERE { <assessment/diary-voice> dcterms:creator ?value }
