# A question gives its answer.
# twin: valid/river.ttl
# caught by: Question Closed

INSERT DATA { <question/event/meeting-at-the-ferry/had-participant> dcterms:description "The ferrymen."@en }
