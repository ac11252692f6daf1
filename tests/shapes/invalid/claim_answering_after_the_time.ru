# A claim answers a question about an earlier time.
# twin: valid/river.ttl
# caught by: answers_other_time

DELETE { <claim/ferrymen-met-guards#validTime> ?property ?value }
INSERT {
  <claim/ferrymen-met-guards#validTime> elbe:edtf "1945-05/1945-06"^^loc:EDTF ;
    crm:P82a_begin_of_the_begin "1945-05-01"^^xsd:date ;
    crm:P82b_end_of_the_end "1945-06-30"^^xsd:date .
}
WHERE { <claim/ferrymen-met-guards#validTime> ?property ?value FILTER (?property != rdf:type) }
