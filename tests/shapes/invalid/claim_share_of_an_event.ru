# A figure is a share of an event.
# twin: valid/figures.ttl
# caught by: Claim.base Class

DELETE { <claim/crossed-by-boat> elbe:base ?value }
INSERT { <claim/crossed-by-boat> elbe:base <event/crossing> }
WHERE { <claim/crossed-by-boat> elbe:base ?value }
