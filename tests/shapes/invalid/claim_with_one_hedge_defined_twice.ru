# One hedged claim is defined under two ids.
# twin: valid/figures.ttl
# caught by: claim_twice

DELETE DATA { <claim/usual-purpose> elbe:hedge <hedge/among-others> }
