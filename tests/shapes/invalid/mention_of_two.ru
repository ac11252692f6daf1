# A mention names two.
# twin: valid/doubts.ttl
# caught by: Mention.body MaxCount
# also: mention_misplaced

INSERT DATA { <mention/diary/person/nils-berg> oa:hasBody <person/ida-lund> }
