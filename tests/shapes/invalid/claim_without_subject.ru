# A claim has no subject.
# twin: valid/river.ttl
# caught by: Claim.subject MinCount

DELETE WHERE { <claim/brandt-was-warden> rdf:subject ?value }
