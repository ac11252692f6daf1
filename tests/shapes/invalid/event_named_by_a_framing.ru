# An event is named by what is contested of it.
# twin: valid/river.ttl
# caught by: contested_name

INSERT DATA {
  <framing/rescue> a elbe:Framing ; skos:inScheme <scheme/framing> ; skos:prefLabel "rescue"@en ; skos:definition "Help in need."@en
} ;
DELETE { <event/meeting-at-the-ferry> skos:prefLabel ?value }
INSERT { <event/meeting-at-the-ferry> skos:prefLabel "Rescue of the ferrymen, 1945"@en }
WHERE { <event/meeting-at-the-ferry> skos:prefLabel ?value }
