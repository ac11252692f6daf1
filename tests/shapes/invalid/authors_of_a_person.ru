# Authors wrote a person.
# twin: valid/chain.ttl
# caught by: Authors.authorsOf Or

DELETE { <agent/thread-authors> elbe:authorsOf ?value }
INSERT { <agent/thread-authors> elbe:authorsOf <person/boris-lem> }
WHERE { <agent/thread-authors> elbe:authorsOf ?value }
