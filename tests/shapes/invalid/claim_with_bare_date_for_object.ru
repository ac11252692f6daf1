# The object of a claim is a bare date.
# twin: valid/figures.ttl
# caught by: Claim.object NodeKind

DELETE { <claim/began> rdf:object ?time . ?time ?property ?value }
INSERT { <claim/began> rdf:object "1945-04-20"^^xsd:date }
WHERE { <claim/began> rdf:object ?time . ?time ?property ?value }
