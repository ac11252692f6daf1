# A thing is said not to be deprecated.
# twin: valid/library.ttl
# caught by: Deprecated.deprecated In
# also: deprecation_in_force

DELETE { <person/nobody> owl:deprecated ?value }
INSERT { <person/nobody> owl:deprecated false }
WHERE { <person/nobody> owl:deprecated ?value }
