# One file is two sources.
# twin: valid/doubts.ttl
# caught by: source_twice

INSERT DATA {
  <source/copy> a elbe:Source ;
    skos:prefLabel "Copy"@en ;
    dcterms:language "no" ;
    dcterms:rights "Not known."@en ;
    elbe:sha256 "4e07408562bedb8b60ce05c1decfe3ad16b72230967de01f640b7e4729b49fce" ;
    elbe:codePoints 700 ;
    elbe:transmission <transmission/mirrored> .
}
