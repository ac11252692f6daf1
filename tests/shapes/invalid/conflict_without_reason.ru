# A computed conflict gives no reason.
# twin: valid/chain.ttl
# caught by: conflict_incomplete

INSERT DATA {
  GRAPH <https://w3id.org/elbe/graph/derived> {
    <conflict/denial/guards-recognized-council> a elbe:Conflict ;
      elbe:conflictType <conflict-type/denial> ;
      elbe:between <utterance/thread/toast>, <utterance/thread/reply> ;
      elbe:byRule <rule/conflicting-denial> .
    <rule/conflicting-denial> a elbe:Rule .
  }
}
