# A proviso limits a proposition.
# twin: valid/figures.ttl
# caught by: Claim.hedge Class

INSERT DATA { <claim/crossed> elbe:hedge <proviso/as-far-as-known> }
