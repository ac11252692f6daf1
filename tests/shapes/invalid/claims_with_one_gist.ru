# Two claims have one gist.
# twin: valid/figures.ttl
# caught by: gist_twice

DELETE { <claim/crossed-up-to> elbe:gist ?value }
INSERT { <claim/crossed-up-to> elbe:gist "Between 800 and 1,000 crossed."@en }
WHERE { <claim/crossed-up-to> elbe:gist ?value }
