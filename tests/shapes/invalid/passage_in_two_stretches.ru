# A passage has two selectors.
# twin: valid/river.ttl
# caught by: Passage.selector MaxCount

INSERT DATA {
  <utterance/river-letter/they-met#passage> oa:hasSelector <utterance/river-letter/they-met#passage.selector.2> .
  <utterance/river-letter/they-met#passage.selector.2> a oa:TextPositionSelector ; oa:start 200 ; oa:end 220 .
}
