# A quantity is exact and approximate.
# twin: valid/figures.ttl
# caught by: Dimension.precision MaxCount

INSERT DATA { <claim/crossed#object> elbe:precision <precision/approximate> }
