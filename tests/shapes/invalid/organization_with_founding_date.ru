# The founding of an organization is stated outright.
# twin: valid/river.ttl
# caught by: Organization Closed

INSERT DATA { <organization/field-post> schema:foundingDate "1919"^^xsd:gYear }
