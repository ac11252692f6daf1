# A place lies within an organization.
# twin: valid/river.ttl
# caught by: Place.within Class

DELETE { <place/altdorf> elbe:within ?value }
INSERT { <place/altdorf> elbe:within <organization/field-post> }
WHERE { <place/altdorf> elbe:within ?value }
