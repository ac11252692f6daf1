# A quantity has two values.
# twin: valid/figures.ttl
# caught by: Dimension.value MaxCount

INSERT DATA { <claim/crossed#object> crm:P90_has_value "901"^^xsd:decimal }
