# A manner is given as the reason why a group is named nowhere.
# twin: valid/doubts.ttl
# caught by: Entity.anonymity Class

DELETE DATA { <group/neighbours> elbe:anonymity <anonymity/described> } ;
INSERT DATA { <group/neighbours> elbe:anonymity <manner/testimony> }
