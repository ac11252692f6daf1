# Two people have one name, and nobody says that they differ.
# twin: valid/library.ttl
# caught by: name_twice

DELETE WHERE { <person/eva-huber-the-painter> elbe:differentFrom ?value }
