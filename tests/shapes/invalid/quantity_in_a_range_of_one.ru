# A single value is called a range.
# twin: valid/figures.ttl
# caught by: precision

DELETE { <claim/crossed#object> elbe:precision ?value }
INSERT { <claim/crossed#object> elbe:precision <precision/range> }
WHERE { <claim/crossed#object> elbe:precision ?value }
