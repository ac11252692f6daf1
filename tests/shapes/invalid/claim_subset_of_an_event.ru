# A figure counts a part of an event.
# twin: valid/figures.ttl
# caught by: Claim.subsetOf Class

INSERT DATA { <claim/crossed-by-boat> elbe:subsetOf <event/crossing> }
