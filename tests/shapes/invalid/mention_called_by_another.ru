# A mention is called by another than the one that it names.
# twin: valid/doubts.ttl
# caught by: mention_misplaced

DELETE DATA { <mention/diary/person/nils-berg> oa:hasBody <person/nils-berg> } ;
INSERT DATA { <mention/diary/person/nils-berg> oa:hasBody <person/ida-lund> }
