# We read a claim out of an utterance and give it no stance.
# twin: valid/chain.ttl
# caught by: inferred_without_stance

INSERT DATA { <utterance/thread/reply> elbe:byOurReading <claim/toast-was-honour> }
