# A record is named after another file.
# twin: valid/river.ttl
# caught by: record_iri

DELETE { <record/authority/people> elbe:file ?value }
INSERT { <record/authority/people> elbe:file "seeds/authority/persons.yaml" }
WHERE { <record/authority/people> elbe:file ?value }
