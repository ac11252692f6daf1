# A claim has two hedges.
# twin: valid/figures.ttl
# caught by: Claim.hedge MaxCount

INSERT DATA { <claim/usual-purpose> elbe:hedge <hedge/usually> }
