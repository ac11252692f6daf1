# An utterance cites a work without a citation.
# twin: valid/library.ttl
# caught by: Utterance.cites Class

INSERT DATA { <utterance/essay/shown> elbe:cites <work/bridge-plan> }
