# An utterance renders two speeches.
# twin: valid/chain.ttl
# caught by: Utterance.ofSpeech MaxCount

INSERT DATA {
  <utterance/thread/reply> elbe:ofSpeech <event/second-toast> .
  <event/second-toast> a elbe:Event ; skos:prefLabel "Voss answers Lem, 1946"@en ; elbe:eventType <event-type/conversation> .
}
