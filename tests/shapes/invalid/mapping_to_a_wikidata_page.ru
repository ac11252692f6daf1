# A link leads to a page of Wikidata.
# twin: valid/library.ttl
# caught by: wikidata_iri

DELETE { <mapping/eva-huber-the-painter> owl:annotatedTarget ?value }
INSERT { <mapping/eva-huber-the-painter> owl:annotatedTarget <https://www.wikidata.org/wiki/Q42> }
WHERE { <mapping/eva-huber-the-painter> owl:annotatedTarget ?value }
