# The grounds of an assessment are in German.
# twin: valid/doubts.ttl
# caught by: Assessment.restsOn LanguageIn

INSERT DATA { <assessment/diary-voice> elbe:restsOn "Das Kirchenbuch."@de }
