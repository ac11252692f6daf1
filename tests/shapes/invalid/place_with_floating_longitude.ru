# A longitude is in floating point.
# twin: valid/river.ttl
# caught by: Place.long Datatype

DELETE { <place/altdorf> geo:long ?value }
INSERT { <place/altdorf> geo:long 1.325e1 }
WHERE { <place/altdorf> geo:long ?value }
