# An assessment is written to two ends.
# twin: valid/doubts.ttl
# caught by: Assessment.motivation MaxCount

INSERT DATA { <assessment/diary-voice> oa:motivatedBy oa:identifying }
