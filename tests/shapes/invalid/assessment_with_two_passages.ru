# An assessment of one name has two passages.
# twin: valid/doubts.ttl
# caught by: Assessment.passage MaxCount

INSERT DATA {
  <assessment/ido-land> elbe:passage <assessment/ido-land#passage.2> .
  <assessment/ido-land#passage.2> a elbe:Passage ;
    oa:hasSource <source/diary> ;
    oa:hasSelector <assessment/ido-land#passage.2.selector> ;
    elbe:sha256 "d4735e3a265e16eee03f59718b9b5d03019c07d8b6c51f90da3a666eec13ab35" .
  <assessment/ido-land#passage.2.selector> a oa:TextPositionSelector ; oa:start 30 ; oa:end 38 .
}
