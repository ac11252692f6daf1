# Software has an address.
# twin: valid/river.ttl
# caught by: Software Closed

INSERT DATA { <software/clerk> schema:url "https://example.org/"^^xsd:anyURI }
