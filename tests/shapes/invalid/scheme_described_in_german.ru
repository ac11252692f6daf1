# A scheme is described in German.
# twin: valid/river.ttl
# caught by: ConceptScheme.description LanguageIn

DELETE { <scheme/manner> dcterms:description ?value }
INSERT { <scheme/manner> dcterms:description "Redeweisen."@de }
WHERE { <scheme/manner> dcterms:description ?value }
