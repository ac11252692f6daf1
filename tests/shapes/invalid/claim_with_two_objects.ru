# A claim has two objects.
# twin: valid/river.ttl
# caught by: Claim.object MaxCount

INSERT DATA { <claim/meeting-in-altdorf> rdf:object <place/mittelland> }
