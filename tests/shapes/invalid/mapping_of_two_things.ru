# One link starts at two things.
# twin: valid/library.ttl
# caught by: Mapping.subject MaxCount

INSERT DATA { <mapping/eva-huber-the-painter> owl:annotatedSource <organization/bridge-guild> }
