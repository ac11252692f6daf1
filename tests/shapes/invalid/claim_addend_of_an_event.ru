# A figure adds up to an event.
# twin: valid/figures.ttl
# caught by: Claim.addendOf Class

INSERT DATA { <claim/crossed-by-boat> elbe:addendOf <event/crossing> }
