# An utterance renders a place.
# twin: valid/river.ttl
# caught by: Utterance.ofSpeech Class

INSERT DATA { <utterance/river-letter/they-met> elbe:ofSpeech <place/altdorf> }
