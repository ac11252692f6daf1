# An utterance draws from a person.
# twin: valid/library.ttl
# caught by: Utterance.dependsOn Or

INSERT DATA { <utterance/essay/shown> elbe:dependsOn <person/eva-huber> }
