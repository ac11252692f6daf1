# A place lies within itself.
# twin: valid/river.ttl
# caught by: loop

INSERT DATA { <place/mittelland> elbe:within <place/altdorf> }
