"""A folder that nobody sees half written: opened, built, copied."""
