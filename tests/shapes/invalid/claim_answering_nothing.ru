# A claim answers no question.
# twin: valid/river.ttl
# caught by: Claim.answers MinCount

DELETE WHERE { <claim/meeting-in-altdorf> elbe:answers ?value }
