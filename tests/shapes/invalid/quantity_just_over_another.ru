# Just over 900 is more than 890.
# twin: valid/figures.ttl
# caught by: precision

DELETE DATA { <claim/crossed-just-over#object> crm:P90a_has_lower_value_limit "900"^^xsd:decimal } ;
INSERT DATA { <claim/crossed-just-over#object> crm:P90a_has_lower_value_limit "890"^^xsd:decimal }
