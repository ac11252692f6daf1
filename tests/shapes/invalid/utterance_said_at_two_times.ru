# An utterance was said at two times.
# twin: valid/river.ttl
# caught by: Utterance.saidAt MaxCount

INSERT DATA {
  <utterance/river-letter/they-met> elbe:saidAt <utterance/river-letter/they-met#saidAt.2> .
  <utterance/river-letter/they-met#saidAt.2> a crm:E52_Time-Span ;
    elbe:edtf "1945-07"^^loc:EDTF ;
    crm:P82a_begin_of_the_begin "1945-07-01"^^xsd:date ;
    crm:P82b_end_of_the_end "1945-07-31"^^xsd:date .
}
