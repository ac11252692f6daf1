# A work draws on what draws on it.
# twin: valid/library.ttl
# caught by: loop

INSERT DATA { <work/bridge-plan> elbe:dependsOn <work/bridge-book> }
