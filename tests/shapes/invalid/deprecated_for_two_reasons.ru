# A thing is withdrawn for two reasons.
# twin: valid/library.ttl
# caught by: Deprecated.reason MaxCount

INSERT DATA { <person/nobody> elbe:reason "Nobody was meant."@en }
