# A framing excludes an event.
# twin: valid/chain.ttl
# caught by: Concept.excludes Class

INSERT DATA { <framing/honour> elbe:excludes <event/toast> }
