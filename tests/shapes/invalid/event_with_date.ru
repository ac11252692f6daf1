# The date of an event is stated outright.
# twin: valid/river.ttl
# caught by: Event Closed

INSERT DATA { <event/meeting-at-the-ferry> dcterms:issued "1945-04-25"^^xsd:date }
