# A text has words in two languages.
# twin: valid/figures.ttl
# caught by: Text.value MaxCount

INSERT DATA { <claim/purpose#object> rdf:value "ans andere Ufer"@de }
