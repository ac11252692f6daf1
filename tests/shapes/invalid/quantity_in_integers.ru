# A figure is no decimal.
# twin: valid/figures.ttl
# caught by: Dimension.figure Datatype

DELETE { <claim/aircraft#object> crm:P90a_has_lower_value_limit ?value }
INSERT { <claim/aircraft#object> crm:P90a_has_lower_value_limit 2 }
WHERE { <claim/aircraft#object> crm:P90a_has_lower_value_limit ?value }
