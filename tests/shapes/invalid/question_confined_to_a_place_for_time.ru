# A question is confined to a place as its time.
# twin: valid/river.ttl
# caught by: Question.validTime Class

INSERT DATA { <question/event/meeting-at-the-ferry/had-participant> elbe:validTime <place/altdorf> }
