# What is derived states what a claim says.
# twin: valid/river.ttl
# caught by: bare_statement
# also: claim_predicate_used

INSERT DATA {
  GRAPH <https://w3id.org/elbe/graph/derived> { <event/meeting-at-the-ferry> elbe:tookPlaceIn <place/altdorf> }
}
