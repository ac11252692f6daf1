# The target of an assessment is a text.
# twin: valid/doubts.ttl
# caught by: Assessment.target NodeKind

INSERT DATA { <assessment/ido-land> oa:hasTarget "Ido Land" }
