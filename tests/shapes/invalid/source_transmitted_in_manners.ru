# The transmission of a source is a manner of speaking.
# twin: valid/river.ttl
# caught by: Source.transmission Class

DELETE { <source/river-letter> elbe:transmission ?value }
INSERT { <source/river-letter> elbe:transmission <manner/letter> }
WHERE { <source/river-letter> elbe:transmission ?value }
