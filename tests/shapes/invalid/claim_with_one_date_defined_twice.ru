# One date is claimed under two ids.
# twin: valid/figures.ttl
# caught by: claim_twice

INSERT DATA {
  <utterance/ledger/counts> elbe:asserts <claim/began-again> .
  <claim/began-again> a elbe:Claim ;
    elbe:answers <question/event/crossing/began-on> ;
    rdf:subject <event/crossing> ; rdf:predicate elbe:beganOn ; rdf:object <claim/began-again#object> ;
    elbe:gist "It began on 20 April 1945."@en .
  <claim/began-again#object> a crm:E52_Time-Span ;
    elbe:edtf "1945-04-20"^^loc:EDTF ; crm:P82a_begin_of_the_begin "1945-04-20"^^xsd:date ; crm:P82b_end_of_the_end "1945-04-20"^^xsd:date .
}
