# A question is broader than itself.
# twin: valid/river.ttl
# caught by: loop

INSERT DATA { <question/event/meeting-at-the-ferry/had-participant> skos:broader <question/event/meeting-at-the-ferry/had-participant/altdorf> }
