"""Quads in, canonical bytes out: one module a format, and one table of them all."""
