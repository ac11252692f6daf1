# A group is named nowhere for two reasons.
# twin: valid/doubts.ttl
# caught by: Entity.anonymity MaxCount

INSERT DATA { <group/neighbours> elbe:anonymity <anonymity/office> }
