# A passage is selected by a selector of some other kind.
# twin: valid/river.ttl
# caught by: Passage.selector Class

DELETE DATA { <utterance/river-letter/they-met#passage.selector> a oa:TextPositionSelector } ;
INSERT DATA { <utterance/river-letter/they-met#passage.selector> a oa:Selector }
