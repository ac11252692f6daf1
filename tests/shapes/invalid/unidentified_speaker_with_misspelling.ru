# An unidentified speaker has a misspelt name.
# twin: valid/doubts.ttl
# caught by: UnidentifiedSpeaker Closed

INSERT DATA { <speaker/diary-voice> skos:hiddenLabel "Unidentifed voice"@en }
