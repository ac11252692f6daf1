# A place lies more than half round the earth eastwards.
# twin: valid/river.ttl
# caught by: Place.long MaxInclusive

DELETE { <place/altdorf> geo:long ?value }
INSERT { <place/altdorf> geo:long 181.5 }
WHERE { <place/altdorf> geo:long ?value }
