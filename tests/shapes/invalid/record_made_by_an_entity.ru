# The making of a file is no activity.
# twin: valid/river.ttl
# caught by: Record.wasGeneratedBy Class
# also: deprecation_in_force

DELETE DATA { <record/sources/river-letter/utterances#wasGeneratedBy> a prov:Activity } ;
INSERT DATA { <record/sources/river-letter/utterances#wasGeneratedBy> a prov:Entity }
