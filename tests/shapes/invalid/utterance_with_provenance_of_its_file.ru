# The making of a file is stated of an utterance.
# twin: valid/river.ttl
# caught by: Utterance Closed

INSERT DATA { <utterance/river-letter/they-met> prov:wasGeneratedBy <software/clerk> }
