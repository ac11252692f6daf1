# The gist of a claim goes on and on.
# twin: valid/river.ttl
# caught by: Claim.gist MaxLength

DELETE { <claim/meeting-in-altdorf> elbe:gist ?value }
INSERT { <claim/meeting-in-altdorf> elbe:gist "The meeting was in Altdorf, by the ferry, by the ferry, by the ferry, by the ferry, by the ferry, by the ferry, by the ferry, by the ferry, by the ferry, by the ferry, by the ferry, by the ferry, by the ferry, by the ferry, by the ferry, by the ferry."@en }
WHERE { <claim/meeting-in-altdorf> elbe:gist ?value }
