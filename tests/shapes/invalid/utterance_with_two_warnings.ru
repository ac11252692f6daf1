# An utterance has two content notes.
# twin: valid/river.ttl
# caught by: Utterance.contentNote MaxCount

INSERT DATA { <utterance/river-letter/they-met> elbe:contentNote "Speaks of a fight."@en }
