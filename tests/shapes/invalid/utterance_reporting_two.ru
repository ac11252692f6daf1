# An utterance reports two.
# twin: valid/chain.ttl
# caught by: Utterance.reports MaxCount

INSERT DATA {
  <utterance/thread/toast> elbe:reports <utterance/thread/toast/council> .
  <utterance/thread/toast/council> a elbe:ReportedUtterance ;
    elbe:speaker <organization/council> ;
    elbe:manner <manner/official-statement> ;
    elbe:rendering <rendering/summary> ;
    elbe:denies <claim/toast-was-honour> .
}
