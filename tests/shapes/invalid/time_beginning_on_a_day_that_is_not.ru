# A time begins on the thirty-first of April.
# twin: valid/figures.ttl
# caught by: TimeSpan.begin Datatype

DELETE { <claim/crossed-by-bridge#validTime> crm:P82a_begin_of_the_begin ?value }
INSERT { <claim/crossed-by-bridge#validTime> crm:P82a_begin_of_the_begin "1945-04-31"^^xsd:date }
WHERE { <claim/crossed-by-bridge#validTime> crm:P82a_begin_of_the_begin ?value }
