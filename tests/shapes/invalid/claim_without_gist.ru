# A claim has no gist.
# twin: valid/river.ttl
# caught by: Claim.gist MinCount

DELETE WHERE { <claim/meeting-in-altdorf> elbe:gist ?value }
