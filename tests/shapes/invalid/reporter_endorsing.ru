# An utterance that reports another also endorses it.
# twin: valid/chain.ttl
# caught by: Reporter.endorses MaxCount

INSERT DATA { <utterance/thread/toast> elbe:endorses <utterance/thread/toast/voss> }
