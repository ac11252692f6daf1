# A time has no EDTF text.
# twin: valid/figures.ttl
# caught by: TimeSpan.edtf MinCount

DELETE WHERE { <claim/crossed#validTime> elbe:edtf ?value }
