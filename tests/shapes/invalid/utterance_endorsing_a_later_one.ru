# An utterance of February endorses one of March.
# twin: valid/chain.ttl
# caught by: endorsed_unseen

INSERT DATA {
  <utterance/thread/reply> elbe:saidAt <utterance/thread/reply#saidAt> .
  <utterance/thread/applause> elbe:saidAt <utterance/thread/applause#saidAt> .
  <utterance/thread/reply#saidAt> a crm:E52_Time-Span ;
    elbe:edtf "2005-03"^^loc:EDTF ; crm:P82a_begin_of_the_begin "2005-03-01"^^xsd:date ; crm:P82b_end_of_the_end "2005-03-31"^^xsd:date .
  <utterance/thread/applause#saidAt> a crm:E52_Time-Span ;
    elbe:edtf "2005-02"^^loc:EDTF ; crm:P82a_begin_of_the_begin "2005-02-01"^^xsd:date ; crm:P82b_end_of_the_end "2005-02-28"^^xsd:date .
}
