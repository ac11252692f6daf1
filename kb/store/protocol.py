"""Where the record is asked: one interface over an embedded store and remote endpoints.

Queries here are the project's own; those of strangers go through `kb.sandbox`.
"""

from collections.abc import Mapping
from typing import Protocol

from pyoxigraph import (
    Literal,
    NamedNode,
    QuerySolution,
    Triple,
    Variable,
)

Substitutions = Mapping[Variable, NamedNode | Literal]
NONE: Substitutions = {}


class Store(Protocol):
    """Answers the project's own queries; a variable to be substituted stands in the projection of a SELECT."""

    def select(self, query: str, substitutions: Substitutions = NONE) -> list[QuerySolution]:
        """The solutions of a SELECT."""

    def ask(self, query: str, substitutions: Substitutions = NONE) -> bool:
        """The result of an ASK."""

    def construct(self, query: str, substitutions: Substitutions = NONE) -> list[Triple]:
        """The triples of a CONSTRUCT, each once."""
