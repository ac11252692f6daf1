# A mention is written to comment.
# twin: valid/doubts.ttl
# caught by: Mention.motivation HasValue

DELETE DATA { <mention/diary/person/nils-berg> oa:motivatedBy oa:identifying } ;
INSERT DATA { <mention/diary/person/nils-berg> oa:motivatedBy oa:commenting }
