# A quantity has two upper limits.
# twin: valid/figures.ttl
# caught by: Dimension.upper MaxCount

INSERT DATA { <claim/crossed-range#object> crm:P90b_has_upper_value_limit "1100"^^xsd:decimal }
