# An utterance rests on two passages.
# twin: valid/river.ttl
# caught by: Utterance.passage MaxCount

INSERT DATA {
  <utterance/river-letter/they-met> elbe:passage <utterance/river-letter/they-met#passage.2> .
  <utterance/river-letter/they-met#passage.2> a elbe:Passage ;
    oa:hasSource <source/river-letter> ;
    oa:hasSelector <utterance/river-letter/they-met#passage.2.selector> ;
    elbe:sha256 "d4735e3a265e16eee03f59718b9b5d03019c07d8b6c51f90da3a666eec13ab35" .
  <utterance/river-letter/they-met#passage.2.selector> a oa:TextPositionSelector ; oa:start 300 ; oa:end 310 .
}
