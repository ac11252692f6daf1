# A quantity counts nothing.
# twin: valid/figures.ttl
# caught by: Dimension.unit MinCount
# also: answers_other_unit

DELETE WHERE { <claim/aircraft#object> crm:P91_has_unit ?value }
