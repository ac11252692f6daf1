# A quantity counts in a manner of speaking.
# twin: valid/figures.ttl
# caught by: Dimension.unit Class
# also: answers_other_unit

DELETE { <claim/aircraft#object> crm:P91_has_unit ?value }
INSERT { <claim/aircraft#object> crm:P91_has_unit <manner/letter> }
WHERE { <claim/aircraft#object> crm:P91_has_unit ?value }
