# The type of an event is a manner of speaking.
# twin: valid/river.ttl
# caught by: Event.eventType Class

DELETE { <event/meeting-at-the-ferry> elbe:eventType ?value }
INSERT { <event/meeting-at-the-ferry> elbe:eventType <manner/letter> }
WHERE { <event/meeting-at-the-ferry> elbe:eventType ?value }
