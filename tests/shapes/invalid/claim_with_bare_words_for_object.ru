# The object of a claim is bare words.
# twin: valid/figures.ttl
# caught by: Claim.object NodeKind

DELETE { <claim/purpose> rdf:object ?text . ?text ?property ?value }
INSERT { <claim/purpose> rdf:object "to see the other bank"@en }
WHERE { <claim/purpose> rdf:object ?text . ?text ?property ?value }
