# A quantity has no figure.
# twin: valid/figures.ttl
# caught by: Dimension.figure MinCount

DELETE WHERE { <claim/aircraft#object> crm:P90a_has_lower_value_limit ?value }
