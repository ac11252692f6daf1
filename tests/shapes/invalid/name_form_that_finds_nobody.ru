# A garbled name is no label of the one whom it means.
# twin: valid/doubts.ttl
# caught by: name_form_unlisted

DELETE WHERE { <person/ida-lund> skos:hiddenLabel ?value }
