# An utterance reports an event.
# twin: valid/chain.ttl
# caught by: Utterance.reports Class

INSERT DATA {
  <utterance/thread/again> a elbe:Utterance ;
    elbe:speaker <agent/thread-authors> ;
    elbe:manner <manner/public-post> ;
    elbe:reports <event/toast> ;
    elbe:passage <utterance/thread/again#passage> .
  <utterance/thread/again#passage> a elbe:Passage ;
    oa:hasSource <source/thread> ;
    oa:hasSelector <utterance/thread/again#passage.selector> ;
    elbe:sha256 "d4735e3a265e16eee03f59718b9b5d03019c07d8b6c51f90da3a666eec13ab35" .
  <utterance/thread/again#passage.selector> a oa:TextPositionSelector ; oa:start 500 ; oa:end 550 .
}
