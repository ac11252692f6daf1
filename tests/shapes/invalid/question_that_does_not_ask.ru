# The title of a question states something.
# twin: valid/river.ttl
# caught by: question_title

DELETE { <question/event/meeting-at-the-ferry/took-place-in> skos:prefLabel ?value }
INSERT { <question/event/meeting-at-the-ferry/took-place-in> skos:prefLabel "Place of the meeting"@en }
WHERE { <question/event/meeting-at-the-ferry/took-place-in> skos:prefLabel ?value }
