# One link leads to two things.
# twin: valid/library.ttl
# caught by: Mapping.object MaxCount

INSERT DATA { <mapping/eva-huber-the-painter> owl:annotatedTarget wd:Q44 }
