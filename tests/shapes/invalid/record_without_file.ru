# A record is of no file.
# twin: valid/river.ttl
# caught by: Record.file MinCount

DELETE WHERE { <record/authority/people> elbe:file ?value }
