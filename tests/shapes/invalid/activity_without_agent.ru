# Nobody made a file.
# twin: valid/river.ttl
# caught by: Activity.wasAssociatedWith MinCount

DELETE WHERE { <record/sources/river-letter/utterances#wasGeneratedBy> prov:wasAssociatedWith ?value }
