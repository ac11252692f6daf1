# A chain of reports leads back to its beginning.
# twin: valid/chain.ttl
# caught by: loop

DELETE { <utterance/thread/toast/lem> ?stance ?claim }
INSERT { <utterance/thread/toast/lem> elbe:reports <utterance/thread/toast> }
WHERE { <utterance/thread/toast/lem> ?stance ?claim . FILTER (?stance IN (elbe:asserts, elbe:doubts, elbe:byOurReading)) } ;
INSERT DATA { <utterance/thread/reply> elbe:doubts <claim/toast-was-honour> }
