# A time has a note.
# twin: valid/figures.ttl
# caught by: TimeSpan Closed

INSERT DATA { <claim/crossed#validTime> skos:note "Reckoned by the old style."@en }
