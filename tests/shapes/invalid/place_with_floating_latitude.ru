# A latitude is in floating point.
# twin: valid/river.ttl
# caught by: Place.lat Datatype

DELETE { <place/altdorf> geo:lat ?value }
INSERT { <place/altdorf> geo:lat 5.15e1 }
WHERE { <place/altdorf> geo:lat ?value }
