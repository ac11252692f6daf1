# Who took a photograph is stated outright.
# twin: valid/library.ttl
# caught by: Photograph Closed

INSERT DATA { <photograph/bridge> dcterms:creator <person/eva-huber> }
