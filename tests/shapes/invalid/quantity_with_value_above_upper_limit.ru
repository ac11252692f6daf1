# The value of a quantity is above its upper limit.
# twin: valid/figures.ttl
# caught by: Dimension.value LessThanOrEquals

DELETE { <claim/crossed-best#object> crm:P90_has_value ?value }
INSERT { <claim/crossed-best#object> crm:P90_has_value "990"^^xsd:decimal }
WHERE { <claim/crossed-best#object> crm:P90_has_value ?value }
