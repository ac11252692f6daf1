# A positive mapping has no link.
# twin: valid/library.ttl
# caught by: mapping_without_match

DELETE DATA { <organization/bridge-guild> skos:closeMatch wd:Q43 }
