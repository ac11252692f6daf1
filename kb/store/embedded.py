"""An Oxigraph store within this process (https://pyoxigraph.readthedocs.io/en/stable/store.html)."""

from collections.abc import Iterable
from pathlib import Path
from typing import Self

import pyoxigraph
from pyoxigraph import NamedNode, Quad, QuerySolution, QuerySolutions, QueryTriples, Triple

from kb.namespaces import RECORD_GRAPH


class EmbeddedStore:
    """An Oxigraph store within this process; any number of threads may ask it."""

    def __init__(self, store: pyoxigraph.Store, graph: NamedNode | None = None) -> None:
        self.store, self.graph = store, graph

    @classmethod
    def open(cls, folder: Path) -> Self:
        """The store in a folder of a release, opened read-only."""
        return cls(pyoxigraph.Store.read_only(str(folder)))

    @classmethod
    def holding(cls, quads: Iterable[Quad]) -> Self:
        """A store in memory that holds the quads."""
        store = pyoxigraph.Store()
        store.bulk_extend(quads)
        return cls(store)

    def of_graph(self, name: NamedNode) -> Self:
        """The same store, whose queries find in their default graph what the named graph holds."""
        return type(self)(self.store, None if name == RECORD_GRAPH else name)

    def select(self, query: str) -> list[QuerySolution]:
        """The solutions of a SELECT, read at once: a live iterator must not outlive its thread."""
        results = self.store.query(query, default_graph=self.graph)
        assert isinstance(results, QuerySolutions)
        return list(results)

    def construct(self, query: str) -> list[Triple]:
        """The triples of a CONSTRUCT, each once."""
        results = self.store.query(query, default_graph=self.graph)
        assert isinstance(results, QueryTriples)
        return list(dict.fromkeys(results))
