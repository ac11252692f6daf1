# A Cyrillic name is tagged as Latin.
# twin: valid/river.ttl
# caught by: label_script

INSERT DATA { <person/ada-brandt> skos:altLabel "Ада Брандт"@sr-latn }
