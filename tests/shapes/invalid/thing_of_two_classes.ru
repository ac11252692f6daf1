# A person is a group as well.
# twin: valid/river.ttl
# caught by: one_class

INSERT DATA { <person/ada-brandt> a elbe:Group }
