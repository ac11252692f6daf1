# A rendering is a manner of speaking.
# twin: valid/chain.ttl
# caught by: Rendered.rendering Class

DELETE { <utterance/thread/toast/lem> elbe:rendering ?value }
INSERT { <utterance/thread/toast/lem> elbe:rendering <manner/letter> }
WHERE { <utterance/thread/toast/lem> elbe:rendering ?value }
