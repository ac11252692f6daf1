# An utterance asserts an event.
# twin: valid/river.ttl
# caught by: Utterance.stance Class

INSERT DATA { <utterance/river-letter/they-met> elbe:asserts <event/meeting-at-the-ferry> }
