# A reader of a thread is linked to a person elsewhere.
# twin: valid/chain.ttl
# caught by: reader_linked

INSERT DATA {
  <person/reader-01> skos:closeMatch wd:Q44 .
  <mapping/another> a sssom:Mapping ;
    owl:annotatedSource <person/reader-01> ;
    owl:annotatedProperty skos:closeMatch ;
    owl:annotatedTarget wd:Q44 ;
    sssom:mapping_justification semapv:ManualMappingCuration ;
    sssom:confidence "0.5"^^xsd:double ;
    rdfs:comment "The same name." ;
    dcterms:created "2026-11-23"^^xsd:date .
}
