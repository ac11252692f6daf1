# A passage is in a person.
# twin: valid/doubts.ttl
# caught by: Passage.source Class

DELETE { <assessment/ido-land#passage> oa:hasSource ?value }
INSERT { <assessment/ido-land#passage> oa:hasSource <person/nils-berg> }
WHERE { <assessment/ido-land#passage> oa:hasSource ?value }
