# Two things are exactly one thing elsewhere.
# twin: valid/library.ttl
# caught by: match_shared

INSERT DATA {
  <organization/bridge-guild> skos:exactMatch wd:Q42 .
  <mapping/another> a sssom:Mapping ;
    owl:annotatedSource <organization/bridge-guild> ;
    owl:annotatedProperty skos:exactMatch ;
    owl:annotatedTarget wd:Q42 ;
    sssom:mapping_justification semapv:ManualMappingCuration ;
    sssom:confidence "0.5"^^xsd:double ;
    rdfs:comment "The same name." ;
    dcterms:created "2026-11-23"^^xsd:date .
}
