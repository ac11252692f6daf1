# A manner is below a precision.
# twin: valid/river.ttl
# caught by: broader_in_other_scheme

INSERT DATA { <manner/memoir> skos:broader <precision/exact> }
