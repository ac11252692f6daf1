# Nobody says why a figure can't be read.
# twin: valid/figures.ttl
# caught by: unreadable_unexplained

DELETE { ?s ?p ?o }
WHERE { ?s ?p ?o FILTER (STRSTARTS(STR(?s), STR(<assessment/days-are-corrupt>)) || ?o = <assessment/days-are-corrupt>) }
