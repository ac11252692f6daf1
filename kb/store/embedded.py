"""An Oxigraph store within this process (https://pyoxigraph.readthedocs.io/en/stable/store.html)."""

from collections.abc import Iterable
from pathlib import Path
from typing import Self

import pyoxigraph
from pyoxigraph import NamedNode, Quad, QuerySolution, QuerySolutions, QueryTriples, Triple

from kb.model.vocabulary import Terms, core


class EmbeddedStore:
    """An Oxigraph store within this process; any number of threads may ask it."""

    def __init__(self, store: pyoxigraph.Store, terms: Terms | None = None, graph: NamedNode | None = None) -> None:
        self.store, self.terms, self.graph = store, terms or core(), graph

    @classmethod
    def open(cls, folder: Path, terms: Terms) -> Self:
        """The store in a folder of a release, opened read-only."""
        return cls(pyoxigraph.Store.read_only(str(folder)), terms)

    @classmethod
    def holding(cls, quads: Iterable[Quad], terms: Terms | None = None) -> Self:
        """A store in memory that holds the quads, in the words of a record, or in no more than all records share."""
        store = pyoxigraph.Store()
        store.bulk_extend(quads)
        return cls(store, terms)

    def of_graph(self, name: NamedNode) -> Self:
        """The same store, whose queries find in their default graph what the named graph holds."""
        return type(self)(self.store, self.terms, None if name == self.terms.record_graph else name)

    def select(self, query: str) -> list[QuerySolution]:
        """The solutions of a SELECT, read at once: a live iterator must not outlive its thread."""
        results = self.store.query(query, base_iri=self.terms.id, default_graph=self.graph)
        assert isinstance(results, QuerySolutions)
        return list(results)

    def construct(self, query: str) -> list[Triple]:
        """The triples of a CONSTRUCT, each once."""
        results = self.store.query(query, base_iri=self.terms.id, default_graph=self.graph)
        assert isinstance(results, QueryTriples)
        return list(dict.fromkeys(results))
