# A figure is a part of its own part.
# twin: valid/figures.ttl
# caught by: loop

INSERT DATA { <claim/crossed> elbe:subsetOf <claim/crossed-by-boat> }
