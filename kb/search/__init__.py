"""Things by what they are called, in any script."""
