# A claim is confined to a group as its place.
# twin: valid/river.ttl
# caught by: Claim.place Class
# also: answers_other_place

INSERT DATA { <claim/meeting-in-altdorf> elbe:place <group/ferrymen> }
