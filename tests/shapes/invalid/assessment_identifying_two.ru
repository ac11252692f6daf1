# A name is identified with two people.
# twin: valid/doubts.ttl
# caught by: Assessment.identified Or

DELETE DATA { <assessment/ido-land> elbe:nameForm "Ido Land"@en } ;
INSERT DATA { <assessment/ido-land> elbe:candidate <person/nils-berg> }
