# A quantity counts in two units.
# twin: valid/figures.ttl
# caught by: Dimension.unit MaxCount
# also: answers_other_unit

INSERT DATA { <claim/aircraft#object> crm:P91_has_unit <unit/day> }
