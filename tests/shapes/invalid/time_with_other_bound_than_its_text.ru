# A time ends in another month than its text says.
# twin: valid/figures.ttl
# caught by: bounds

DELETE { <claim/crossed#validTime> crm:P82b_end_of_the_end ?value }
INSERT { <claim/crossed#validTime> crm:P82b_end_of_the_end "1945-06-30"^^xsd:date }
WHERE { <claim/crossed#validTime> crm:P82b_end_of_the_end ?value }
