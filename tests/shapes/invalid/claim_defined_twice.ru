# One claim is defined under two ids.
# twin: valid/river.ttl
# caught by: claim_twice

INSERT DATA {
  <utterance/river-letter/they-met> elbe:doubts <claim/altdorf-again> .
  <claim/altdorf-again> a elbe:Claim ;
    elbe:answers <question/event/meeting-at-the-ferry/took-place-in> ;
    rdf:subject <event/meeting-at-the-ferry> ;
    rdf:predicate elbe:tookPlaceIn ;
    rdf:object <place/altdorf> ;
    elbe:gist "Altdorf was the place of the meeting."@en .
}
