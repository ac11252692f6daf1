# A claim has two content notes.
# twin: valid/river.ttl
# caught by: Claim.contentNote MaxCount

INSERT DATA { <claim/ferrymen-met-guards> elbe:contentNote "Speaks of a fight."@en }
