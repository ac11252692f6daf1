# A claim has two subjects.
# twin: valid/river.ttl
# caught by: Claim.subject MaxCount
# also: answers_other_subject

INSERT DATA { <claim/brandt-was-warden> rdf:subject <person/viktor-orlov> }
