# The passage of an utterance is some other resource.
# twin: valid/river.ttl
# caught by: Utterance.passage Class

DELETE DATA { <utterance/river-letter/they-met#passage> a elbe:Passage } ;
INSERT DATA { <utterance/river-letter/they-met#passage> a oa:SpecificResource }
