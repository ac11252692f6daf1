# A scheme has a title beside its label.
# twin: valid/river.ttl
# caught by: ConceptScheme Closed

INSERT DATA { <scheme/manner> dcterms:title "Manners"@en }
