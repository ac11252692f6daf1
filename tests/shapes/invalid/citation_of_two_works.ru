# One citation is of two works.
# twin: valid/library.ttl
# caught by: Citation.citedWork MaxCount

INSERT DATA { <utterance/essay/shown#cites> elbe:citedWork <work/bridge-plan> }
