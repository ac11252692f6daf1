"""The record in the words of others."""
