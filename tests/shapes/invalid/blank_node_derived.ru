# What is derived has a blank node.
# twin: valid/river.ttl
# caught by: blank_node

INSERT DATA {
  GRAPH <https://w3id.org/elbe/graph/derived> { <utterance/river-letter/they-met> prov:wasInfluencedBy _:something }
}
