# A passage is in another source than its utterance.
# twin: valid/library.ttl
# caught by: other_folder

DELETE DATA { <utterance/essay/shown#cites.passage> oa:hasSource <source/essay> } ;
INSERT DATA {
  <utterance/essay/shown#cites.passage> oa:hasSource <source/copy> .
  <source/copy> a elbe:Source ;
    skos:prefLabel "Copy"@en ;
    dcterms:language "no" ;
    dcterms:rights "Not known."@en ;
    elbe:sha256 "e629fa6598d732768f7c726b4b621285f9c3b85303900aa912017db7617d8bdb" ;
    elbe:codePoints 700 ;
    elbe:transmission <transmission/mirrored> .
}
