"""Curators' files to quads, each with its place; every error with its remedy."""
