"""What follows from the record, rule by rule."""
