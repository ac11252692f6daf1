# A citation is of no work.
# twin: valid/library.ttl
# caught by: Citation.citedWork MinCount

DELETE WHERE { <utterance/essay/shown#cites> elbe:citedWork ?value }
