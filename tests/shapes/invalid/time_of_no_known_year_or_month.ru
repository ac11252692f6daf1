# A time has no known year, month or day.
# twin: valid/figures.ttl
# caught by: TimeSpan.bound Or

DELETE { <claim/crossed#validTime> ?property ?value }
INSERT { <claim/crossed#validTime> elbe:edtf "XXXX-XX"^^loc:EDTF }
WHERE { <claim/crossed#validTime> ?property ?value FILTER (?property != rdf:type) }
