# A text has no words.
# twin: valid/figures.ttl
# caught by: Text.value MinCount

DELETE WHERE { <claim/purpose#object> rdf:value ?value }
