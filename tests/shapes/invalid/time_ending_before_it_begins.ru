# A time ends before it begins.
# twin: valid/river.ttl
# caught by: TimeSpan.begin LessThanOrEquals

DELETE DATA {
  <utterance/river-letter/they-met#saidAt> crm:P82a_begin_of_the_begin "1945-06-01"^^xsd:date ; crm:P82b_end_of_the_end "1945-06-30"^^xsd:date
} ;
INSERT DATA {
  <utterance/river-letter/they-met#saidAt> crm:P82a_begin_of_the_begin "1945-06-30"^^xsd:date ; crm:P82b_end_of_the_end "1945-06-01"^^xsd:date
}
