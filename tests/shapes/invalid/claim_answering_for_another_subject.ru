# A claim answers a question on another subject.
# twin: valid/chain.ttl
# caught by: answers_other_subject

DELETE { <claim/toast-was-honour> elbe:answers ?value }
INSERT { <claim/toast-was-honour> elbe:answers <question/claim/guards-recognized-council/framed-as> }
WHERE { <claim/toast-was-honour> elbe:answers ?value }
