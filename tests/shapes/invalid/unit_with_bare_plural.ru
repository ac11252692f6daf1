# The plural of a unit is in no language.
# twin: valid/figures.ttl
# caught by: Concept.plural Datatype

INSERT DATA { <unit/person> elbe:plural "persons" }
