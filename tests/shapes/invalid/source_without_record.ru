# No record says how the utterances of a source were entered.
# twin: valid/river.ttl
# caught by: record_missing

DELETE { ?s ?p ?o }
WHERE { ?s ?p ?o FILTER (STRSTARTS(STR(?s), STR(<record/sources/river-letter/utterances>)) || ?o = <record/sources/river-letter/utterances>) }
