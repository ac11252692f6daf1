# A mention names nobody.
# twin: valid/doubts.ttl
# caught by: Mention.body MinCount

DELETE DATA { <mention/diary/person/nils-berg> oa:hasBody <person/nils-berg> }
