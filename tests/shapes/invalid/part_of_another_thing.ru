# A time-span is named after another claim.
# twin: valid/river.ttl
# caught by: inner_node

INSERT DATA {
  <claim/meeting-in-altdorf> elbe:validTime <claim/brandt-was-warden#validTime> .
  <claim/brandt-was-warden#validTime> a crm:E52_Time-Span ;
    elbe:edtf "1945/.."^^loc:EDTF ; crm:P82a_begin_of_the_begin "1945-01-01"^^xsd:date .
}
