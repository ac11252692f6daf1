# No assessment says who an unidentified speaker may be.
# twin: valid/doubts.ttl
# caught by: UnidentifiedSpeaker.assessment MinCount

DELETE { ?s ?p ?o }
WHERE { ?s ?p ?o FILTER (STRSTARTS(STR(?s), STR(<assessment/diary-voice>)) || ?o = <assessment/diary-voice>) }
