# The precision of a quantity is a manner of speaking.
# twin: valid/figures.ttl
# caught by: Dimension.precision Class

DELETE { <claim/aircraft#object> elbe:precision ?value }
INSERT { <claim/aircraft#object> elbe:precision <manner/letter> }
WHERE { <claim/aircraft#object> elbe:precision ?value }
