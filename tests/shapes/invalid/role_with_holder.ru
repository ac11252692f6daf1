# The holder of a role is stated outright.
# twin: valid/river.ttl
# caught by: Role Closed

INSERT DATA { <role/warden> schema:member <person/ada-brandt> }
