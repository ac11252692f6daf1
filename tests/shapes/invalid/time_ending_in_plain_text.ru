# The last day of a time is a plain text.
# twin: valid/figures.ttl
# caught by: TimeSpan.end Datatype

DELETE { <claim/crossed#validTime> crm:P82b_end_of_the_end ?value }
INSERT { <claim/crossed#validTime> crm:P82b_end_of_the_end "1945-05-31" }
WHERE { <claim/crossed#validTime> crm:P82b_end_of_the_end ?value }
