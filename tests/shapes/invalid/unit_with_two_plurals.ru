# A unit is called two things where there are several.
# twin: valid/figures.ttl
# caught by: Concept.plural UniqueLang

INSERT DATA { <unit/person> elbe:plural "persons"@en }
