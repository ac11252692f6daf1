"""Elbe: the knowledge base; it knows no HTTP."""

__version__ = "0.1.0"
