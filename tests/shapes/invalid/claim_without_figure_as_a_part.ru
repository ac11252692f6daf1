# A purpose is a part of a figure.
# twin: valid/figures.ttl
# caught by: part_without_figure

INSERT DATA { <claim/purpose> elbe:subsetOf <claim/crossed> }
