# A place has a latitude and no longitude.
# twin: valid/river.ttl
# caught by: WithLatitude.long MinCount

DELETE WHERE { <place/altdorf> geo:long ?value }
