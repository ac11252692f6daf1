# The subject of a claim is a text.
# twin: valid/river.ttl
# caught by: Claim.subject NodeKind
# also: answers_other_subject, subject_class

DELETE { <claim/brandt-was-warden> rdf:subject ?value }
INSERT { <claim/brandt-was-warden> rdf:subject "Ada Brandt"@en }
WHERE { <claim/brandt-was-warden> rdf:subject ?value }
