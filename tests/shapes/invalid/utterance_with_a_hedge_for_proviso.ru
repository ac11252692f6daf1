# A hedge limits the speaking.
# twin: valid/chain.ttl
# caught by: Utterance.proviso Class

INSERT DATA { <utterance/thread/reply> elbe:proviso <hedge/mostly> }
