# The lower limit of a quantity is above the upper.
# twin: valid/figures.ttl
# caught by: Dimension.lower LessThanOrEquals

DELETE { <claim/crossed-range#object> crm:P90a_has_lower_value_limit ?value }
INSERT { <claim/crossed-range#object> crm:P90a_has_lower_value_limit "2000"^^xsd:decimal }
WHERE { <claim/crossed-range#object> crm:P90a_has_lower_value_limit ?value }
