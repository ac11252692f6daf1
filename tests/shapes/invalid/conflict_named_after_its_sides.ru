# A computed conflict is named after its sides.
# twin: valid/chain.ttl
# caught by: conflict_iri

INSERT DATA {
  GRAPH <https://w3id.org/elbe/graph/derived> {
    <conflict/denial/toast/reply> a elbe:Conflict ;
      elbe:conflictType <conflict-type/denial> ;
      elbe:between <utterance/thread/toast/lem>, <utterance/thread/reply> ;
      elbe:onClaim <claim/guards-recognized-council> ;
      elbe:onQuestion <question/organization/guards/recognized> ;
      elbe:byRule <rule/conflicting-denial> ;
      elbe:reason "One asserts what the other denies."@en .
    <rule/conflicting-denial> a elbe:Rule .
  }
}
