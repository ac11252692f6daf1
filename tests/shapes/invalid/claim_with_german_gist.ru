# The gist of a claim is in German.
# twin: valid/river.ttl
# caught by: Claim.gist LanguageIn

DELETE { <claim/meeting-in-altdorf> elbe:gist ?value }
INSERT { <claim/meeting-in-altdorf> elbe:gist "Man traf sich in Altdorf."@de }
WHERE { <claim/meeting-in-altdorf> elbe:gist ?value }
