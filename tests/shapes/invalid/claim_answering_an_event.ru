# A claim answers an event.
# twin: valid/river.ttl
# caught by: Claim.answers Class

DELETE { <claim/meeting-in-altdorf> elbe:answers ?value }
INSERT { <claim/meeting-in-altdorf> elbe:answers <event/meeting-at-the-ferry> }
WHERE { <claim/meeting-in-altdorf> elbe:answers ?value }
