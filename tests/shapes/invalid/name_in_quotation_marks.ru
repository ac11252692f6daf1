# A name stands in quotation marks.
# twin: valid/river.ttl
# caught by: label_in_quotes

INSERT DATA { <person/ada-brandt> skos:altLabel "“Ada”"@en }
