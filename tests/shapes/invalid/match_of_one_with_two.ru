# One thing is exactly two things of one authority.
# twin: valid/library.ttl
# caught by: match_shared

INSERT DATA {
  <person/eva-huber> skos:exactMatch wd:Q44 .
  <mapping/another> a sssom:Mapping ;
    owl:annotatedSource <person/eva-huber> ;
    owl:annotatedProperty skos:exactMatch ;
    owl:annotatedTarget wd:Q44 ;
    sssom:mapping_justification semapv:ManualMappingCuration ;
    sssom:confidence "0.5"^^xsd:double ;
    rdfs:comment "The same name." ;
    dcterms:created "2026-11-23"^^xsd:date .
}
