# An utterance says nothing, and nobody explains why.
# twin: valid/doubts.ttl
# caught by: Utterance.content MinCount

DELETE { ?s ?p ?o }
WHERE { ?s ?p ?o FILTER (STRSTARTS(STR(?s), STR(<assessment/garbled>)) || ?o = <assessment/garbled>) }
