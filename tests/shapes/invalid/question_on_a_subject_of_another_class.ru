# A question asks what role a place held.
# twin: valid/river.ttl
# caught by: subject_class

INSERT DATA {
  <question/place/altdorf/held-role> a elbe:Question ;
    skos:prefLabel "What was Altdorf?"@en ;
    elbe:onSubject <place/altdorf> ;
    elbe:onPredicate elbe:heldRole .
}
