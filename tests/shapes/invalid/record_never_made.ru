# A record does not say how its file came about.
# twin: valid/river.ttl
# caught by: Record.wasGeneratedBy MinCount

DELETE { ?s ?p ?o }
WHERE { ?s ?p ?o FILTER (STRSTARTS(STR(?s), STR(<record/sources/river-letter/utterances#wasGeneratedBy>)) || ?o = <record/sources/river-letter/utterances#wasGeneratedBy>) }
