# A question asks with a predicate of another vocabulary.
# twin: valid/river.ttl
# caught by: predicate_undeclared

INSERT DATA {
  <question/person/viktor-orlov/job-title> a elbe:Question ;
    skos:prefLabel "What was Viktor Orlov?"@en ;
    elbe:onSubject <person/viktor-orlov> ;
    elbe:onPredicate <https://example.org/terms#jobTitle> .
}
