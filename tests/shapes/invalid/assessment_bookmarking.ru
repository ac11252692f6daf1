# An assessment is a bookmark.
# twin: valid/doubts.ttl
# caught by: Assessment.motivation In

DELETE { <assessment/diary-voice> oa:motivatedBy ?value }
INSERT { <assessment/diary-voice> oa:motivatedBy oa:bookmarking }
WHERE { <assessment/diary-voice> oa:motivatedBy ?value }
