# What is derived tells of something without a class.
# twin: valid/river.ttl
# caught by: one_class

INSERT DATA {
  GRAPH <https://w3id.org/elbe/graph/derived> { <person/ghost> elbe:shownIn <source/river-letter> }
}
