# Nobody made an assessment.
# twin: valid/doubts.ttl
# caught by: Assessment.creator MinCount

DELETE WHERE { <assessment/diary-voice> dcterms:creator ?value }
