# The birth of a person is stated outright.
# twin: valid/river.ttl
# caught by: Person Closed

INSERT DATA { <person/ada-brandt> schema:birthDate "1901-02-03"^^xsd:date }
