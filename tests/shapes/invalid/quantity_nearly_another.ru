# Nearly 920 is less than 930.
# twin: valid/figures.ttl
# caught by: precision

DELETE DATA { <claim/crossed-nearly#object> crm:P90b_has_upper_value_limit "920"^^xsd:decimal } ;
INSERT DATA { <claim/crossed-nearly#object> crm:P90b_has_upper_value_limit "930"^^xsd:decimal }
