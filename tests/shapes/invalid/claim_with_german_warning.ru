# The content note of a claim is in German.
# twin: valid/river.ttl
# caught by: Claim.contentNote LanguageIn

DELETE { <claim/ferrymen-met-guards> elbe:contentNote ?value }
INSERT { <claim/ferrymen-met-guards> elbe:contentNote "Handelt von einem Streit."@de }
WHERE { <claim/ferrymen-met-guards> elbe:contentNote ?value }
