# Authors wrote nothing.
# twin: valid/chain.ttl
# caught by: Authors.authorsOf MinCount

DELETE WHERE { <agent/thread-authors> elbe:authorsOf ?value }
