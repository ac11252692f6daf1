# A thing is the same as another and related to it.
# twin: valid/library.ttl
# caught by: Entity.exactMatch Disjoint
# also: match_without_mapping

INSERT DATA { <person/eva-huber> skos:relatedMatch wd:Q42 }
