# An utterance implies an event.
# twin: valid/chain.ttl
# caught by: Utterance.inferred Class
# also: inferred_without_stance

INSERT DATA { <utterance/thread/reply> elbe:byImplication <event/toast> }
