# Nobody reports a reported utterance.
# twin: valid/chain.ttl
# caught by: ReportedUtterance.reportedBy MinCount
# also: Rendered.reportedBy MinCount

INSERT DATA {
  <utterance/thread/rumour> a elbe:ReportedUtterance ;
    elbe:speaker <person/boris-lem> ;
    elbe:manner <manner/hearsay> ;
    elbe:rendering <rendering/summary> ;
    elbe:denies <claim/toast-was-honour> .
}
