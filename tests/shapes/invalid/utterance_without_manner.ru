# An utterance does not say in what manner it is made.
# twin: valid/river.ttl
# caught by: Utterance.manner MinCount

DELETE WHERE { <utterance/river-letter/they-met> elbe:manner ?value }
