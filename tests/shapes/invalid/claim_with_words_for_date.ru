# A beginning is told in words.
# twin: valid/figures.ttl
# caught by: object_class

DELETE { <claim/began#object> ?property ?value }
INSERT { <claim/began#object> a elbe:Text ; rdf:value "in spring"@en }
WHERE { <claim/began#object> ?property ?value }
