# An utterance that is only reported has a passage.
# twin: valid/chain.ttl
# caught by: ReportedUtterance.passage MaxCount

INSERT DATA {
  <utterance/thread/toast/lem> elbe:passage <utterance/thread/toast/lem#passage> .
  <utterance/thread/toast/lem#passage> a elbe:Passage ;
    oa:hasSource <source/thread> ;
    oa:hasSelector <utterance/thread/toast/lem#passage.selector> ;
    elbe:sha256 "d4735e3a265e16eee03f59718b9b5d03019c07d8b6c51f90da3a666eec13ab35" .
  <utterance/thread/toast/lem#passage.selector> a oa:TextPositionSelector ; oa:start 150 ; oa:end 170 .
}
