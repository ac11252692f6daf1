# A purpose is a time.
# twin: valid/figures.ttl
# caught by: object_class

DELETE { <claim/purpose#object> ?property ?value }
INSERT {
  <claim/purpose#object> a crm:E52_Time-Span ;
    elbe:edtf "1945"^^loc:EDTF ; crm:P82a_begin_of_the_begin "1945-01-01"^^xsd:date ; crm:P82b_end_of_the_end "1945-12-31"^^xsd:date .
}
WHERE { <claim/purpose#object> ?property ?value }
