# A time-span has no IRI.
# twin: valid/river.ttl
# caught by: Node NodeKind
# also: blank_node

INSERT DATA {
  <claim/meeting-in-altdorf> elbe:validTime [ a crm:E52_Time-Span ; elbe:edtf "1945/.."^^loc:EDTF ; crm:P82a_begin_of_the_begin "1945-01-01"^^xsd:date ]
}
