"""How IRIs are shortened and ordered; what is shortened here, every parser expands to the very same IRI."""

import re
from collections.abc import Mapping

SAFE_PATH = re.compile(r"[\w-]+(?:/[\w-]+)+(?:#[\w.-]+)?", re.ASCII)
"""Paths that resolve by being appended to the base: without dotted or empty segment, colon, query or escape.

Nor is a single word among them: some readers of JSON-LD take it for a word of the context.
"""

SAFE_CURIE = re.compile(r"(.*[^\w.-])(\w(?:[\w.-]*[\w-])?)", re.ASCII)
"""A namespace, and a local name that Turtle needs no escape for."""


def relative(iri: str, base: str) -> str | None:
    """The path of a thing below the base of all things, if it is one."""
    path = iri.removeprefix(base)
    return path if path != iri and SAFE_PATH.fullmatch(path) else None


def path(iri: str) -> str:
    """The path of a thing of any record, by which people call it; any other IRI as it is."""
    return iri.partition("/id/")[2] or iri


def curie(iri: str, prefixes: Mapping[str, str]) -> str | None:
    """The prefixed name of an IRI, if its namespace is among the given ones (namespace to prefix)."""
    parts = SAFE_CURIE.fullmatch(iri)
    prefix = prefixes.get(parts[1]) if parts else None
    return f"{prefix}:{parts[2]}" if parts and prefix is not None else None


def parent(iri: str) -> str | None:
    """The node that an inner node belongs to: `a` of `a#b`, `a#b` of `a#b.c`; None for a thing of its own."""
    thing, hash_sign, fragment = iri.partition("#")
    outer, dot, _ = fragment.rpartition(".")
    if dot:
        return f"{thing}#{outer}"
    return thing if hash_sign else None


def thing(iri: str) -> str:
    """The thing that an inner node belongs to, or the IRI itself."""
    return iri.partition("#")[0]


def position(iri: str) -> str:
    """The sort key that puts each inner node right behind its parent."""
    thing, hash_sign, fragment = iri.partition("#")
    return thing + LOWEST + fragment.replace(".", LOWEST) if hash_sign else thing


LOWEST = "\0"
"""What stands in no IRI and before all that does."""
