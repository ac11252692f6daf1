# A claim has two predicates.
# twin: valid/river.ttl
# caught by: Claim.predicate MaxCount
# also: answers_other_predicate

INSERT DATA { <claim/brandt-was-warden> rdf:predicate elbe:electedTo }
