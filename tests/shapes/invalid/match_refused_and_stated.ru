# A link is both stated and refused.
# twin: valid/library.ttl
# caught by: match_contradicted

INSERT DATA {
  <mapping/not-the-guild> a sssom:Mapping ;
    owl:annotatedSource <organization/bridge-guild> ;
    owl:annotatedProperty skos:closeMatch ;
    owl:annotatedTarget wd:Q43 ;
    sssom:predicate_modifier sssom:NegatedPredicate ;
    sssom:mapping_justification semapv:ManualMappingCuration ;
    sssom:confidence "0.5"^^xsd:double ;
    rdfs:comment "Another town." ;
    dcterms:created "2026-11-23"^^xsd:date .
}
