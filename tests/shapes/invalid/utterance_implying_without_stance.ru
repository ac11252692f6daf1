# An utterance implies a claim and takes no stance on it.
# twin: valid/chain.ttl
# caught by: inferred_without_stance

INSERT DATA { <utterance/thread/reply> elbe:byImplication <claim/toast-was-honour> }
