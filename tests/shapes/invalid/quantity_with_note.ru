# A quantity has a note.
# twin: valid/figures.ttl
# caught by: Dimension Closed

INSERT DATA { <claim/aircraft#object> skos:note "Counted by eye."@en }
