# A passage is a whole source.
# twin: valid/river.ttl
# caught by: Passage.selector MinCount

DELETE { ?s ?p ?o }
WHERE { ?s ?p ?o FILTER (STRSTARTS(STR(?s), STR(<utterance/river-letter/they-met#passage.selector>)) || ?o = <utterance/river-letter/they-met#passage.selector>) }
