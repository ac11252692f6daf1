# A figure is a share of two wholes.
# twin: valid/figures.ttl
# caught by: Claim.base MaxCount

INSERT DATA { <claim/crossed-by-boat> elbe:base <claim/crossed-range> }
