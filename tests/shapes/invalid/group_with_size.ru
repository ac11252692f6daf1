# The size of a group is stated outright.
# twin: valid/river.ttl
# caught by: Group Closed

INSERT DATA { <group/ferrymen> dcterms:extent 12 }
