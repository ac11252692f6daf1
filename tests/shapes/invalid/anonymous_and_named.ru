# One who is said to be named nowhere is named.
# twin: valid/doubts.ttl
# caught by: anonymous_named

INSERT DATA { <person/nils-berg> elbe:anonymity <anonymity/described> }
