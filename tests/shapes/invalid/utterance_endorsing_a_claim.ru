# An utterance endorses a claim.
# twin: valid/chain.ttl
# caught by: Utterance.endorses Class

INSERT DATA { <utterance/thread/applause> elbe:endorses <claim/toast-was-honour> }
