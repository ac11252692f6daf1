# A work draws from a person.
# twin: valid/library.ttl
# caught by: Document.dependsOn Or

INSERT DATA { <work/bridge-book> elbe:dependsOn <person/eva-huber> }
