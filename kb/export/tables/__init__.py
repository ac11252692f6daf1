"""The record as tables: CSV that says what its columns are, and one SQLite file of the same."""
