# An utterance is later than its report.
# twin: valid/chain.ttl
# caught by: said_after_report

DELETE { <utterance/thread/toast/lem#saidAt> ?property ?value }
INSERT {
  <utterance/thread/toast/lem#saidAt> elbe:edtf "1995"^^loc:EDTF ;
    crm:P82a_begin_of_the_begin "1995-01-01"^^xsd:date ;
    crm:P82b_end_of_the_end "1995-12-31"^^xsd:date .
}
WHERE { <utterance/thread/toast/lem#saidAt> ?property ?value FILTER (?property != rdf:type) }
