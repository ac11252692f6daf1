# The value of a quantity is below its lower limit.
# twin: valid/figures.ttl
# caught by: Dimension.lower LessThanOrEquals

DELETE { <claim/crossed-best#object> crm:P90_has_value ?value }
INSERT { <claim/crossed-best#object> crm:P90_has_value "800"^^xsd:decimal }
WHERE { <claim/crossed-best#object> crm:P90_has_value ?value }
