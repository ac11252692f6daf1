# What is derived states something with a claim predicate.
# twin: valid/river.ttl
# caught by: claim_predicate_used

INSERT DATA {
  GRAPH <https://w3id.org/elbe/graph/derived> { <person/ada-brandt> elbe:met <person/viktor-orlov> }
}
