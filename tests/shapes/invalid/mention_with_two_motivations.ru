# A mention is written to two ends.
# twin: valid/doubts.ttl
# caught by: Mention.motivation MaxCount

INSERT DATA { <mention/diary/person/nils-berg> oa:motivatedBy oa:linking }
