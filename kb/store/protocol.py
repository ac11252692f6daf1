"""Where the record is asked: a store for the project's own queries, an engine for those of strangers.

Whoever asks knows these; which of them a service, a build or a command asks, it chooses when it starts.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Protocol, Self

from pyoxigraph import NamedNode, QuerySolution, Triple

from kb.model.vocabulary import Terms


class Store(Protocol):
    """Answers the project's own queries, into which `kb.store.binding` puts terms.

    Relative IRIs in queries are paths below the base of the record's things.
    """

    @property
    def terms(self) -> Terms:
        """The words of the record that it holds."""

    def select(self, query: str) -> list[QuerySolution]:
        """The solutions of a SELECT."""

    def construct(self, query: str) -> list[Triple]:
        """The triples of a CONSTRUCT, each once."""

    def of_graph(self, name: NamedNode) -> Self:
        """The same store, whose queries find in their default graph what the named graph holds."""


@dataclass(frozen=True)
class Query:
    """An untrusted query, the dataset that the protocol gives it, and the formats that its asker accepts.

    Where neither the protocol nor the query names graphs, its default graph is the union of all, or, without
    `is_union`, the store's own default graph.
    """

    text: str
    base: str
    solutions: str | None = "application/sparql-results+json"
    graph: str | None = "text/turtle"
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    is_union: bool = True
    record_graph: str | None = None
    """The name by which the query may call the store's own default graph."""


class Answer(Protocol):
    """The answer of one query, as it comes."""

    @property
    def media_type(self) -> str:
        """The format that it is in."""

    @property
    def is_whole(self) -> bool:
        """Whether nothing more will come."""

    def pieces(self) -> AsyncIterator[bytes]:
        """The bytes of the answer; raises QueryError when it can't be completed."""


class Engine(Protocol):
    """Answers the queries of strangers, a few at a time, each within limits."""

    async def start(self) -> None:
        """Makes ready to answer."""

    async def stop(self) -> None:
        """Ends all that was started."""

    def answer(self, query: Query) -> AbstractAsyncContextManager[Answer]:
        """The answer of a query, ended where its reader leaves before the end.

        Raises QueryError, also from `pieces`; SandboxBusy when too many wait already.
        """

    @property
    def running(self) -> int:
        """How many queries are being answered."""

    @property
    def waiting(self) -> int:
        """How many queries wait for their turn."""

    def counts(self) -> Mapping[str, int]:
        """How often things have happened that are worth knowing, by the names of the metrics."""

    def processes(self) -> list[int]:
        """The processes of this machine that hold the data, if any do."""
