# An utterance is made in two manners.
# twin: valid/river.ttl
# caught by: Utterance.manner MaxCount

INSERT DATA { <utterance/river-letter/they-met> elbe:manner <manner/memoir> }
