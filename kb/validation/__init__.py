"""What the record breaks of shapes and checks."""
