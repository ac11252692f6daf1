# An assessment does not say to what end it is written.
# twin: valid/doubts.ttl
# caught by: Assessment.motivation MinCount

DELETE WHERE { <assessment/diary-voice> oa:motivatedBy ?value }
