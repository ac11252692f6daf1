# A person held a place for a role.
# twin: valid/river.ttl
# caught by: object_class

DELETE { <claim/brandt-was-warden> rdf:object ?value }
INSERT { <claim/brandt-was-warden> rdf:object <place/altdorf> }
WHERE { <claim/brandt-was-warden> rdf:object ?value }
