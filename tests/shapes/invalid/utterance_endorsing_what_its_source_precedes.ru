# An utterance endorses one that is later than its source.
# twin: valid/chain.ttl
# caught by: endorsed_unseen
# also: said_after_source

DELETE { <utterance/thread/toast/voss#saidAt> ?property ?value }
INSERT {
  <utterance/thread/toast/voss#saidAt> elbe:edtf "2006"^^loc:EDTF ;
    crm:P82a_begin_of_the_begin "2006-01-01"^^xsd:date ; crm:P82b_end_of_the_end "2006-12-31"^^xsd:date .
}
WHERE { <utterance/thread/toast/voss#saidAt> ?property ?value FILTER (?property != rdf:type) }
