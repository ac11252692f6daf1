# A claim has a predicate of another vocabulary.
# twin: valid/river.ttl
# caught by: predicate_undeclared
# also: answers_other_predicate

DELETE { <claim/brandt-was-warden> rdf:predicate ?value }
INSERT { <claim/brandt-was-warden> rdf:predicate schema:jobTitle }
WHERE { <claim/brandt-was-warden> rdf:predicate ?value }
