# Nearly 920 has no upper limit.
# twin: valid/figures.ttl
# caught by: precision

DELETE DATA { <claim/crossed-nearly#object> crm:P90b_has_upper_value_limit "920"^^xsd:decimal }
