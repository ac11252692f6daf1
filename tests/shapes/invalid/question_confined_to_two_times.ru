# A question is confined to two times.
# twin: valid/river.ttl
# caught by: Question.validTime MaxCount

INSERT DATA {
  <question/event/meeting-at-the-ferry/had-participant> elbe:validTime
    <question/event/meeting-at-the-ferry/had-participant#validTime>, <question/event/meeting-at-the-ferry/had-participant#validTime.2> .
  <question/event/meeting-at-the-ferry/had-participant#validTime> a crm:E52_Time-Span ;
    elbe:edtf "1945/.."^^loc:EDTF ; crm:P82a_begin_of_the_begin "1945-01-01"^^xsd:date .
  <question/event/meeting-at-the-ferry/had-participant#validTime.2> a crm:E52_Time-Span ;
    elbe:edtf "1946/.."^^loc:EDTF ; crm:P82a_begin_of_the_begin "1946-01-01"^^xsd:date .
}
