# Something is said to a source.
# twin: valid/river.ttl
# caught by: Utterance.addressee Class

INSERT DATA { <utterance/river-letter/they-met> elbe:addressee <source/river-letter> }
