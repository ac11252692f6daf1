# A question is confined to a person as its place.
# twin: valid/river.ttl
# caught by: Question.place Class

INSERT DATA { <question/event/meeting-at-the-ferry/had-participant> elbe:place <person/ada-brandt> }
