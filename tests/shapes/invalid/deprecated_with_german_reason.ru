# A thing is withdrawn for a reason in German.
# twin: valid/library.ttl
# caught by: Deprecated.reason LanguageIn

DELETE { <person/nobody> elbe:reason ?value }
INSERT { <person/nobody> elbe:reason "Ein Versehen."@de }
WHERE { <person/nobody> elbe:reason ?value }
