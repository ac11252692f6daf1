# What is computed is authored.
# twin: valid/river.ttl
# caught by: Utterance Closed

INSERT DATA { <utterance/river-letter/they-met> elbe:remove 0 }
