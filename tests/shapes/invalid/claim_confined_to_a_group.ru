# A claim is confined to a group as its place.
# twin: valid/river.ttl
# caught by: Claim.place Class

INSERT DATA { <claim/meeting-in-altdorf> elbe:place <group/ferrymen> }
