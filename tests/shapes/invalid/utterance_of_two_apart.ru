# Two speak one utterance, and not jointly.
# twin: valid/river.ttl
# caught by: Utterance.speakers Or

DELETE WHERE { <utterance/river-letter/they-met> elbe:spokeJointly ?value }
