# The record states what a claim says.
# twin: valid/river.ttl
# caught by: bare_statement
# also: claim_predicate_used, Event Closed

INSERT DATA { <event/meeting-at-the-ferry> elbe:tookPlaceIn <place/altdorf> }
