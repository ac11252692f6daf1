# The gist of a claim is no sentence.
# twin: valid/river.ttl
# caught by: Claim.gist Pattern

DELETE { <claim/meeting-in-altdorf> elbe:gist ?value }
INSERT { <claim/meeting-in-altdorf> elbe:gist "Meeting in Altdorf"@en }
WHERE { <claim/meeting-in-altdorf> elbe:gist ?value }
