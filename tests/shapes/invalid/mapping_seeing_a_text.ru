# What else to see is a text.
# twin: valid/library.ttl
# caught by: Mapping.seeAlso NodeKind

INSERT DATA { <mapping/eva-huber> rdfs:seeAlso "A register of births" }
