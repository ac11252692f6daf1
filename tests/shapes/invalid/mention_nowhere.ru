# A mention is in no passage.
# twin: valid/doubts.ttl
# caught by: Mention.target MinCount
# also: inner_node

DELETE DATA { <mention/diary/person/nils-berg> oa:hasTarget <mention/diary/person/nils-berg#at-40> }
