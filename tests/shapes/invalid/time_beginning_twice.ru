# A time has two first days.
# twin: valid/figures.ttl
# caught by: TimeSpan.begin MaxCount

INSERT DATA { <claim/crossed-by-bridge#validTime> crm:P82a_begin_of_the_begin "1945-04-02"^^xsd:date }
