# A modifier is a text.
# twin: valid/library.ttl
# caught by: Mapping.modifier In

INSERT DATA { <mapping/eva-huber> sssom:predicate_modifier "Not" }
