# A claim is confined to two places.
# twin: valid/river.ttl
# caught by: Claim.place MaxCount

INSERT DATA { <claim/ferrymen-met-guards> elbe:place <place/mittelland> }
