# A scheme has no description.
# twin: valid/river.ttl
# caught by: ConceptScheme.description MinCount

DELETE WHERE { <scheme/manner> dcterms:description ?value }
