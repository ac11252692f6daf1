# A source does not say how it came about.
# twin: valid/river.ttl
# caught by: Source.transmission MinCount

DELETE WHERE { <source/river-letter> elbe:transmission ?value }
