# The time of a claim is a place.
# twin: valid/river.ttl
# caught by: Claim.validTime Class

INSERT DATA { <claim/meeting-in-altdorf> elbe:validTime <place/altdorf> }
