# Someone met herself.
# twin: valid/doubts.ttl
# caught by: about_itself

DELETE { <claim/lund-met-berg> rdf:object ?value }
INSERT { <claim/lund-met-berg> rdf:object <person/ida-lund> }
WHERE { <claim/lund-met-berg> rdf:object ?value }
