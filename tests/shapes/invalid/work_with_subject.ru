# What a work is about is stated outright.
# twin: valid/library.ttl
# caught by: Work Closed

INSERT DATA { <work/bridge-book> dcterms:subject <photograph/bridge> }
