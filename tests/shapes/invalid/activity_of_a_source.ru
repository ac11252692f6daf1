# A source made a file of the record.
# twin: valid/river.ttl
# caught by: Activity.wasAssociatedWith Class

DELETE { <record/sources/river-letter/utterances#wasGeneratedBy> prov:wasAssociatedWith ?value }
INSERT { <record/sources/river-letter/utterances#wasGeneratedBy> prov:wasAssociatedWith <source/river-letter> }
WHERE { <record/sources/river-letter/utterances#wasGeneratedBy> prov:wasAssociatedWith ?value }
