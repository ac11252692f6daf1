# An utterance rests on no passage.
# twin: valid/river.ttl
# caught by: Utterance.ground Or

DELETE { ?s ?p ?o }
WHERE { ?s ?p ?o FILTER (STRSTARTS(STR(?s), STR(<utterance/river-letter/they-met#passage>)) || ?o = <utterance/river-letter/they-met#passage>) }
