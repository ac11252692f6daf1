# The commander of a unit is stated outright.
# twin: valid/river.ttl
# caught by: Organization Closed

INSERT DATA { <military-unit/ninth-guards> schema:member <person/viktor-orlov> }
