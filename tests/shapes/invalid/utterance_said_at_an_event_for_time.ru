# An utterance was said at an event for a time.
# twin: valid/chain.ttl
# caught by: Utterance.saidAt Class

INSERT DATA { <utterance/thread/toast> elbe:saidAt <event/toast> }
