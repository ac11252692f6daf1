# Who wrote a source is stated outright.
# twin: valid/river.ttl
# caught by: Source Closed

INSERT DATA { <source/river-letter> dcterms:creator <person/ada-brandt> }
