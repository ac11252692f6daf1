# A place held a role.
# twin: valid/river.ttl
# caught by: subject_class

INSERT DATA {
  <utterance/river-letter/they-met> elbe:asserts <claim/altdorf-was-warden> .
  <claim/altdorf-was-warden> a elbe:Claim ;
    elbe:answers <question/place/altdorf/held-role> ;
    rdf:subject <place/altdorf> ;
    rdf:predicate elbe:heldRole ;
    rdf:object <role/warden> ;
    elbe:gist "Altdorf was warden."@en .
  <question/place/altdorf/held-role> a elbe:Question ;
    skos:prefLabel "What was Altdorf?"@en ;
    elbe:onSubject <place/altdorf> ;
    elbe:onPredicate elbe:heldRole .
}
