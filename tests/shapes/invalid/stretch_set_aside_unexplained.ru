# A stretch is set aside and nothing says why.
# twin: valid/river.ttl
# caught by: stretch_unexplained

INSERT {
  ?source elbe:notClaims ?stretch .
  ?stretch a elbe:Passage ; oa:hasSource ?source ; oa:hasSelector ?selector ;
    elbe:sha256 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" .
  ?selector a oa:TextPositionSelector ; oa:start 390 ; oa:end 395 .
}
WHERE {
  { SELECT ?source { ?source a elbe:Source } LIMIT 1 }
  BIND(IRI(CONCAT(STR(?source), "#furniture")) AS ?stretch)
  BIND(IRI(CONCAT(STR(?source), "#furniture.selector")) AS ?selector)
}
