# An event that is in force has a date.
# twin: valid/river.ttl
# caught by: deprecation_in_force

INSERT DATA { <event/meeting-at-the-ferry> dcterms:date "1945-04-25"^^xsd:date }
