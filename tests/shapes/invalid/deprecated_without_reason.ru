# A thing is withdrawn and does not say why.
# twin: valid/library.ttl
# caught by: deprecated_unexplained

DELETE WHERE { <person/nobody> elbe:reason ?value }
