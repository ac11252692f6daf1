# An event is named by what is contested of it.
# twin: valid/river.ttl
# caught by: contested_name

DELETE { <event/meeting-at-the-ferry> skos:prefLabel ?value }
INSERT { <event/meeting-at-the-ferry> skos:prefLabel "Liberation of Altdorf, 1945"@en }
WHERE { <event/meeting-at-the-ferry> skos:prefLabel ?value }
