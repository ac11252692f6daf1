# A citation's passage is some other resource.
# twin: valid/library.ttl
# caught by: Citation.passage Class

DELETE DATA { <utterance/essay/shown#cites.passage> a elbe:Passage } ;
INSERT DATA { <utterance/essay/shown#cites.passage> a oa:SpecificResource }
