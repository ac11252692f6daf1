# A citation's marker is in two places.
# twin: valid/library.ttl
# caught by: Citation.passage MaxCount

INSERT DATA {
  <utterance/essay/shown#cites> elbe:passage <utterance/essay/shown#cites.passage.2> .
  <utterance/essay/shown#cites.passage.2> a elbe:Passage ;
    oa:hasSource <source/essay> ;
    oa:hasSelector <utterance/essay/shown#cites.passage.2.selector> ;
    elbe:sha256 "d4735e3a265e16eee03f59718b9b5d03019c07d8b6c51f90da3a666eec13ab35" .
  <utterance/essay/shown#cites.passage.2.selector> a oa:TextPositionSelector ; oa:start 58 ; oa:end 61 .
}
