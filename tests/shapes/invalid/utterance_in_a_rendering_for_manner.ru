# The manner of an utterance is a rendering.
# twin: valid/river.ttl
# caught by: Utterance.manner Class

DELETE { <utterance/river-letter/they-met> elbe:manner ?value }
INSERT { <utterance/river-letter/they-met> elbe:manner <rendering/summary> }
WHERE { <utterance/river-letter/they-met> elbe:manner ?value }
