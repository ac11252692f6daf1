# A mention names one who has no name.
# twin: valid/doubts.ttl
# caught by: Mention.body Class
# also: mention_misplaced

DELETE DATA { <mention/diary/person/nils-berg> oa:hasBody <person/nils-berg> } ;
INSERT DATA { <mention/diary/person/nils-berg> oa:hasBody <speaker/diary-voice> }
