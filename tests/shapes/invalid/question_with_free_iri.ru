# The IRI of a question does not say what it asks.
# twin: valid/river.ttl
# caught by: question_iri

INSERT DATA {
  <question/person/orlov-and-brandt> a elbe:Question ;
    skos:prefLabel "Whom did Viktor Orlov meet?"@en ;
    elbe:onSubject <person/viktor-orlov> ;
    elbe:onPredicate elbe:met .
}
