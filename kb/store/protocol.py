"""Where the record is asked: one interface over an embedded store and remote endpoints.

Queries here are the project's own, with terms put in by `kb.store.binding`; those of strangers go through `kb.sandbox`.
"""

from typing import Protocol

from pyoxigraph import QuerySolution, Triple


class Store(Protocol):
    """Answers the project's own queries."""

    def select(self, query: str) -> list[QuerySolution]:
        """The solutions of a SELECT."""

    def construct(self, query: str) -> list[Triple]:
        """The triples of a CONSTRUCT, each once."""
