# A quantity does not say how exact it is.
# twin: valid/figures.ttl
# caught by: Dimension.precision MinCount

DELETE WHERE { <claim/aircraft#object> elbe:precision ?value }
