# A place has two latitudes.
# twin: valid/river.ttl
# caught by: Place.lat MaxCount

INSERT DATA { <place/altdorf> geo:lat 51.75 }
