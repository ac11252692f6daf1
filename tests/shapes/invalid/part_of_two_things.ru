# Two claims share a time-span.
# twin: valid/river.ttl
# caught by: inner_node

INSERT DATA { <claim/meeting-in-altdorf> elbe:validTime <claim/ferrymen-met-guards#validTime> }
