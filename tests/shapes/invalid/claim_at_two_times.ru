# A claim speaks of two times.
# twin: valid/river.ttl
# caught by: Claim.validTime MaxCount

INSERT DATA {
  <claim/ferrymen-met-guards> elbe:validTime <claim/ferrymen-met-guards#validTime.2> .
  <claim/ferrymen-met-guards#validTime.2> a crm:E52_Time-Span ;
    elbe:edtf "1945-04-26"^^loc:EDTF ;
    crm:P82a_begin_of_the_begin "1945-04-26"^^xsd:date ;
    crm:P82b_end_of_the_end "1945-04-26"^^xsd:date .
}
