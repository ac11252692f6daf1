# A figure is a part of a date.
# twin: valid/figures.ttl
# caught by: part_without_figure

INSERT DATA { <claim/crossed-by-boat> elbe:addendOf <claim/began> }
