# A citation is of a person.
# twin: valid/library.ttl
# caught by: Citation.citedWork Class

DELETE { <utterance/essay/shown#cites> elbe:citedWork ?value }
INSERT { <utterance/essay/shown#cites> elbe:citedWork <person/eva-huber> }
WHERE { <utterance/essay/shown#cites> elbe:citedWork ?value }
