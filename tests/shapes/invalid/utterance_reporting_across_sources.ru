# An utterance reports one of another source.
# twin: valid/chain.ttl
# caught by: reports_other_source

INSERT DATA {
  <utterance/thread/again> a elbe:Utterance ;
    elbe:speaker <agent/thread-authors> ;
    elbe:manner <manner/public-post> ;
    elbe:reports <utterance/elsewhere/lem> ;
    elbe:passage <utterance/thread/again#passage> .
  <utterance/thread/again#passage> a elbe:Passage ;
    oa:hasSource <source/thread> ;
    oa:hasSelector <utterance/thread/again#passage.selector> ;
    elbe:sha256 "d4735e3a265e16eee03f59718b9b5d03019c07d8b6c51f90da3a666eec13ab35" .
  <utterance/thread/again#passage.selector> a oa:TextPositionSelector ; oa:start 500 ; oa:end 550 .
  <utterance/elsewhere/lem> a elbe:ReportedUtterance ;
    elbe:speaker <person/boris-lem> ;
    elbe:manner <manner/conversation> ;
    elbe:rendering <rendering/summary> ;
    elbe:denies <claim/toast-was-honour> .
}
