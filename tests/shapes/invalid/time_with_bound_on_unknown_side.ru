# The unknown side of a time has a bound.
# twin: valid/figures.ttl
# caught by: bounds

INSERT DATA { <claim/crossed#validTime> crm:P82a_begin_of_the_begin "1944-12-31"^^xsd:date }
