# A place has two longitudes.
# twin: valid/river.ttl
# caught by: Place.long MaxCount

INSERT DATA { <place/altdorf> geo:long 13.5 }
