# A record names its file by an absolute path.
# twin: valid/river.ttl
# caught by: Record.file Pattern
# also: record_iri

DELETE { <record/authority/people> elbe:file ?value }
INSERT { <record/authority/people> elbe:file "/home/seeds/authority/people.yaml" }
WHERE { <record/authority/people> elbe:file ?value }
