# A person has a reason and is in force.
# twin: valid/library.ttl
# caught by: deprecation_in_force

INSERT DATA { <person/eva-huber> elbe:reason "She wrote the book."@en }
