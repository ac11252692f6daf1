# One figure is claimed under two ids.
# twin: valid/figures.ttl
# caught by: claim_twice

INSERT DATA {
  <utterance/ledger/counts> elbe:asserts <claim/aircraft-again> .
  <claim/aircraft-again> a elbe:Claim ;
    elbe:answers <question/event/crossing/amount/aircraft> ;
    rdf:subject <event/crossing> ;
    rdf:predicate elbe:amount ;
    rdf:object <claim/aircraft-again#object> ;
    elbe:gist "There were more than two aircraft."@en .
  <claim/aircraft-again#object> a crm:E54_Dimension ;
    crm:P90a_has_lower_value_limit "2"^^xsd:decimal ; crm:P91_has_unit <unit/aircraft> ; elbe:precision <precision/more-than> .
}
