# A person is the broader role.
# twin: valid/river.ttl
# caught by: Role.broader Class

DELETE { <role/ferry-warden> skos:broader ?value }
INSERT { <role/ferry-warden> skos:broader <person/ada-brandt> }
WHERE { <role/ferry-warden> skos:broader ?value }
