# An utterance denies what it asserts.
# twin: valid/chain.ttl
# caught by: two_stances

INSERT DATA { <utterance/thread/reply> elbe:asserts <claim/guards-recognized-council> }
