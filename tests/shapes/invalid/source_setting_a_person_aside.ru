# What is set aside as making no claim is no passage.
# twin: valid/river.ttl
# caught by: Source.notClaims Class
# also: stretch_unexplained

INSERT { ?source elbe:notClaims ?person }
WHERE { { SELECT ?source { ?source a elbe:Source } LIMIT 1 } { SELECT ?person { ?person a elbe:Person } LIMIT 1 } }
