# One speaker speaks jointly.
# twin: valid/river.ttl
# caught by: Joint.speaker MinCount

DELETE DATA { <utterance/river-letter/they-met> elbe:speaker <person/viktor-orlov> }
