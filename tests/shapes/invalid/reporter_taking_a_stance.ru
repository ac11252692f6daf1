# A reporter takes a stance beside his report.
# twin: valid/chain.ttl
# caught by: Reporter.stance MaxCount

INSERT DATA { <utterance/thread/toast> elbe:asserts <claim/toast-was-honour> }
