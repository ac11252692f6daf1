# A time has two last days.
# twin: valid/figures.ttl
# caught by: TimeSpan.end MaxCount

INSERT DATA { <claim/crossed#validTime> crm:P82b_end_of_the_end "1945-05-30"^^xsd:date }
