# A link is backed only by a mapping of another kind.
# twin: valid/library.ttl
# caught by: match_without_mapping
# also: mapping_without_match

DELETE { <mapping/bridge-guild> owl:annotatedProperty ?value }
INSERT { <mapping/bridge-guild> owl:annotatedProperty skos:relatedMatch }
WHERE { <mapping/bridge-guild> owl:annotatedProperty ?value }
