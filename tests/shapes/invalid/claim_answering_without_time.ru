# A claim without time answers a question about a time.
# twin: valid/river.ttl
# caught by: answers_other_time

DELETE { ?s ?p ?o }
WHERE { ?s ?p ?o FILTER (STRSTARTS(STR(?s), STR(<claim/ferrymen-met-guards#validTime>)) || ?o = <claim/ferrymen-met-guards#validTime>) }
