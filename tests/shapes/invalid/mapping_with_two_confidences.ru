# A link is sure in two degrees.
# twin: valid/library.ttl
# caught by: Mapping.confidence MaxCount

INSERT DATA { <mapping/eva-huber> sssom:confidence "0.25"^^xsd:double }
