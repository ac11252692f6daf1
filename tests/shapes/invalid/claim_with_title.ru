# A claim has a title.
# twin: valid/river.ttl
# caught by: Claim Closed

INSERT DATA { <claim/meeting-in-altdorf> dcterms:title "Altdorf"@en }
