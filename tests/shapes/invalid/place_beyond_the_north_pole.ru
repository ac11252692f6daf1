# A place lies beyond the north pole.
# twin: valid/river.ttl
# caught by: Place.lat MaxInclusive

DELETE { <place/altdorf> geo:lat ?value }
INSERT { <place/altdorf> geo:lat 91.5 }
WHERE { <place/altdorf> geo:lat ?value }
