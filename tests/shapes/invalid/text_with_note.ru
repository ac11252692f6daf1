# A text has a note.
# twin: valid/figures.ttl
# caught by: Text Closed

INSERT DATA { <claim/purpose#object> skos:note "So we put it."@en }
