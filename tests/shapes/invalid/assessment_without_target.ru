# An assessment is of nothing.
# twin: valid/doubts.ttl
# caught by: Assessment.target MinCount

DELETE WHERE { <assessment/ido-land> oa:hasTarget ?value }
