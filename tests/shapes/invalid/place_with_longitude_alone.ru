# A place has a longitude and no latitude.
# twin: valid/river.ttl
# caught by: WithLongitude.lat MinCount

DELETE WHERE { <place/altdorf> geo:lat ?value }
