# A thing is replaced and not deprecated.
# twin: valid/library.ttl
# caught by: Replaced.deprecated MinCount
# also: deprecation_in_force

DELETE WHERE { <person/e-huber> owl:deprecated ?value }
