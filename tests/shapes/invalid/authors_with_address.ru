# Authors have an address.
# twin: valid/chain.ttl
# caught by: Authors Closed

INSERT DATA { <agent/thread-authors> schema:url "https://example.org/"^^xsd:anyURI }
