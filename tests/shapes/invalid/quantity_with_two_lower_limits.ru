# A quantity has two lower limits.
# twin: valid/figures.ttl
# caught by: Dimension.lower MaxCount

INSERT DATA { <claim/crossed-range#object> crm:P90a_has_lower_value_limit "700"^^xsd:decimal }
