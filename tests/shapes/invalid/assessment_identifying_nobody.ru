# A name is identified with nobody.
# twin: valid/doubts.ttl
# caught by: Assessment.identified Or

DELETE WHERE { <assessment/ido-land> elbe:candidate ?value }
