# A time has neither a first nor a last day.
# twin: valid/figures.ttl
# caught by: TimeSpan.bound Or

DELETE { <claim/crossed#validTime> ?property ?value }
INSERT { <claim/crossed#validTime> elbe:edtf "../.."^^loc:EDTF }
WHERE { <claim/crossed#validTime> ?property ?value FILTER (?property != rdf:type) }
