# The content note of an utterance is in German.
# twin: valid/river.ttl
# caught by: Utterance.contentNote LanguageIn

DELETE { <utterance/river-letter/they-met> elbe:contentNote ?value }
INSERT { <utterance/river-letter/they-met> elbe:contentNote "Handelt von einem Streit."@de }
WHERE { <utterance/river-letter/they-met> elbe:contentNote ?value }
