# A file was made twice.
# twin: valid/river.ttl
# caught by: Record.wasGeneratedBy MaxCount

INSERT DATA {
  <record/sources/river-letter/utterances> prov:wasGeneratedBy <record/sources/river-letter/utterances#wasGeneratedBy.2> .
  <record/sources/river-letter/utterances#wasGeneratedBy.2> a prov:Activity ;
    prov:wasAssociatedWith <software/clerk> ; dcterms:date "2026-11-24"^^xsd:date .
}
