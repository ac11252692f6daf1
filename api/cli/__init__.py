"""The elbe command."""
