# A record is of two files.
# twin: valid/river.ttl
# caught by: Record.file MaxCount
# also: record_iri

INSERT DATA { <record/authority/people> elbe:file "seeds/authority/groups.yaml" }
