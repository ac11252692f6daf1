# A person is not to be confused with software.
# twin: valid/library.ttl
# caught by: Entity.differentFrom Class

INSERT DATA { <person/eva-huber-the-painter> elbe:differentFrom <software/clerk> }
