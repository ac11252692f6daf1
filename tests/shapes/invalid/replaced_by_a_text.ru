# A thing is replaced by a text.
# twin: valid/library.ttl
# caught by: Replaced.isReplacedBy NodeKind

DELETE { <person/e-huber> dcterms:isReplacedBy ?value }
INSERT { <person/e-huber> dcterms:isReplacedBy "Eva Huber"@en }
WHERE { <person/e-huber> dcterms:isReplacedBy ?value }
