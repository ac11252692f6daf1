# A time is a plain text.
# twin: valid/figures.ttl
# caught by: TimeSpan.edtf Datatype

DELETE { <claim/crossed#validTime> elbe:edtf ?value }
INSERT { <claim/crossed#validTime> elbe:edtf "/1945-05" }
WHERE { <claim/crossed#validTime> elbe:edtf ?value }
