# A link has no evidence.
# twin: valid/library.ttl
# caught by: Mapping.evidence MinCount

DELETE WHERE { <mapping/bridge-guild> rdfs:comment ?value }
