# A lower limit is called exact.
# twin: valid/figures.ttl
# caught by: precision

DELETE { <claim/aircraft#object> elbe:precision ?value }
INSERT { <claim/aircraft#object> elbe:precision <precision/exact> }
WHERE { <claim/aircraft#object> elbe:precision ?value }
