# A link was found in two ways.
# twin: valid/library.ttl
# caught by: Mapping.justification MaxCount

INSERT DATA { <mapping/eva-huber> sssom:mapping_justification semapv:LexicalMatching }
