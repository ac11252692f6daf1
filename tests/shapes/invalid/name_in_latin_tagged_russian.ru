# A Latin name is tagged as Russian.
# twin: valid/river.ttl
# caught by: label_script

DELETE { <person/ada-brandt> skos:altLabel ?value }
INSERT { <person/ada-brandt> skos:altLabel "Ada Brandt"@ru }
WHERE { <person/ada-brandt> skos:altLabel ?value }
