# To whom a place belonged is stated outright.
# twin: valid/river.ttl
# caught by: Place Closed

INSERT DATA { <place/altdorf> dcterms:isPartOf <organization/field-post> }
