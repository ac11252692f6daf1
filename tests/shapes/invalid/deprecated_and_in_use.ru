# A withdrawn person speaks.
# twin: valid/library.ttl
# caught by: deprecated_in_use

DELETE { <utterance/essay/shown> elbe:speaker ?value }
INSERT { <utterance/essay/shown> elbe:speaker <person/nobody> }
WHERE { <utterance/essay/shown> elbe:speaker ?value }
