# An utterance is said not to be joint.
# twin: valid/river.ttl
# caught by: Utterance.spokeJointly In

DELETE { <utterance/river-letter/they-met> elbe:spokeJointly ?value }
INSERT { <utterance/river-letter/they-met> elbe:spokeJointly false }
WHERE { <utterance/river-letter/they-met> elbe:spokeJointly ?value }
