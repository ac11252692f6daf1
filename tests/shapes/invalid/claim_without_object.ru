# A claim has no object.
# twin: valid/river.ttl
# caught by: Claim.object MinCount

DELETE WHERE { <claim/meeting-in-altdorf> rdf:object ?value }
