# Two questions have one title, in a language other than English.
# twin: valid/river.ttl
# caught by: name_twice

INSERT DATA {
  <question/event/meeting-at-the-ferry/took-place-in> skos:prefLabel "Где и кто?"@ru .
  <question/event/meeting-at-the-ferry/had-participant> skos:prefLabel "Где и кто?"@ru .
}
