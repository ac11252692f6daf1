# A concept is defined in German.
# twin: valid/river.ttl
# caught by: Concept.definition LanguageIn

DELETE { <manner/memoir> skos:definition ?value }
INSERT { <manner/memoir> skos:definition "Aus der Erinnerung niedergeschrieben."@de }
WHERE { <manner/memoir> skos:definition ?value }
