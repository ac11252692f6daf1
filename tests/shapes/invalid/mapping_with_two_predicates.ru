# A link says in two ways how the things match.
# twin: valid/library.ttl
# caught by: Mapping.predicate MaxCount

INSERT DATA { <mapping/eva-huber-the-painter> owl:annotatedProperty skos:closeMatch }
