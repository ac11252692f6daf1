# An event has no type.
# twin: valid/river.ttl
# caught by: Event.eventType MinCount

DELETE WHERE { <event/meeting-at-the-ferry> elbe:eventType ?value }
