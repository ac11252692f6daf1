# A time has two EDTF texts.
# twin: valid/figures.ttl
# caught by: TimeSpan.edtf MaxCount

INSERT DATA { <claim/crossed#validTime> elbe:edtf "/1945-05~"^^loc:EDTF }
