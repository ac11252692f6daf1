# A scheme has two descriptions.
# twin: valid/river.ttl
# caught by: ConceptScheme.description MaxCount

INSERT DATA { <scheme/manner> dcterms:description "Ways of speaking."@en }
