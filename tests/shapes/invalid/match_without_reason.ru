# A link has no mapping.
# twin: valid/library.ttl
# caught by: match_without_mapping

DELETE WHERE { <mapping/bridge-guild> ?property ?value }
