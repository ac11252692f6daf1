# Nobody takes a stance on a claim.
# twin: valid/river.ttl
# caught by: Claim.stance MinCount

DELETE DATA { <utterance/river-letter/they-met> elbe:considers <claim/brandt-was-warden> }
