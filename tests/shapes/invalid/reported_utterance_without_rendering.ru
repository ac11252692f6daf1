# A reported utterance does not say how it is given.
# twin: valid/chain.ttl
# caught by: ReportedUtterance.rendering MinCount

DELETE WHERE { <utterance/thread/toast/lem> elbe:rendering ?value }
