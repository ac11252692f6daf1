# A passage is in no source.
# twin: valid/doubts.ttl
# caught by: Passage.source MinCount

DELETE WHERE { <assessment/ido-land#passage> oa:hasSource ?value }
