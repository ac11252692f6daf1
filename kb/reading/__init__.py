"""What the record says: facts, claims, chains, descriptions, lists, rival answers, tables."""
