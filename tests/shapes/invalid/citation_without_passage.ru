# A citation's marker is nowhere.
# twin: valid/library.ttl
# caught by: Citation.passage MinCount

DELETE { ?s ?p ?o }
WHERE { ?s ?p ?o FILTER (STRSTARTS(STR(?s), STR(<utterance/essay/shown#cites.passage>)) || ?o = <utterance/essay/shown#cites.passage>) }
