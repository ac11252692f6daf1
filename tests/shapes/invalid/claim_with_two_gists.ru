# A claim has two gists.
# twin: valid/river.ttl
# caught by: Claim.gist MaxCount

INSERT DATA { <claim/meeting-in-altdorf> elbe:gist "Altdorf was where they met."@en }
