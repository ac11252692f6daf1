# One span has two digests.
# twin: valid/library.ttl
# caught by: span_with_two_digests

DELETE DATA { <utterance/essay/shown#cites.passage.selector> oa:start 55 ; oa:end 58 } ;
INSERT DATA { <utterance/essay/shown#cites.passage.selector> oa:start 5 ; oa:end 55 }
