# The reason of an assessment is in German.
# twin: valid/doubts.ttl
# caught by: Assessment.reason LanguageIn

DELETE { <assessment/diary-voice> elbe:reason ?value }
INSERT { <assessment/diary-voice> elbe:reason "Die Seite davor fehlt."@de }
WHERE { <assessment/diary-voice> elbe:reason ?value }
