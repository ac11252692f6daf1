# A question is confined to two places.
# twin: valid/river.ttl
# caught by: Question.place MaxCount

INSERT DATA { <question/event/meeting-at-the-ferry/had-participant> elbe:place <place/altdorf>, <place/mittelland> }
