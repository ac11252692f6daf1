# A mention is in a person.
# twin: valid/doubts.ttl
# caught by: Mention.target Class

INSERT DATA { <mention/diary/person/nils-berg> oa:hasTarget <person/ida-lund> }
