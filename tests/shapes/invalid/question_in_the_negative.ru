# A question asks with a negative predicate.
# twin: valid/chain.ttl
# caught by: question_asks_negation

INSERT DATA {
  <question/organization/guards/did-not-recognize> a elbe:Question ;
    skos:prefLabel "Whom did the guards not recognize?"@en ;
    elbe:onSubject <organization/guards> ;
    elbe:onPredicate elbe:didNotRecognize .
}
