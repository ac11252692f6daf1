# A claim has no predicate.
# twin: valid/river.ttl
# caught by: Claim.predicate MinCount

DELETE WHERE { <claim/brandt-was-warden> rdf:predicate ?value }
