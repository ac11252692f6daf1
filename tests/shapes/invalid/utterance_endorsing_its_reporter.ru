# An utterance endorses the one that tells of it.
# twin: valid/chain.ttl
# caught by: endorsed_unseen

INSERT DATA { <utterance/thread/toast/lem> elbe:endorses <utterance/thread/toast/voss> }
