"""The dumps of a release: the record in each format of RDF, written piece by piece."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode

from kb import files
from kb.model import context, terms
from kb.model.vocabulary import Terms
from kb.rdf.formats import FORMATS
from kb.rdf.graphs import Graph, Graphs, GroundTriple, HeldGraph, graphs, ground
from kb.store.embedded import EmbeddedStore

HELD = 200_000
"""How many quads of a store are read once for all formats, and held in half a kilobyte each; more are read by each."""


class _StoredGraph:
    """A graph of an embedded store, of which no more is held than the subjects and what tells of one."""

    def __init__(self, store: pyoxigraph.Store, name: NamedNode | DefaultGraph) -> None:
        self.store, self.name = store, name
        self._subjects = {subject for subject, _, _ in self}

    def __iter__(self) -> Iterator[GroundTriple]:
        return map(ground, self.store.quads_for_pattern(None, None, None, self.name))

    def subjects(self) -> Iterable[NamedNode]:
        """Each subject once."""
        return self._subjects

    def about(self, subject: NamedNode) -> Iterable[GroundTriple]:
        """The triples of a subject."""
        return map(ground, self.store.quads_for_pattern(subject, None, None, self.name))


def write(folder: Path, store: EmbeddedStore) -> None:
    """Writes what a store holds in each format to files of a folder.

    Raises Unwritable for terms that are not what they say and for what a format can't hold, and OSError where nothing
    can be written.
    """
    terms.check(store.store)
    for name, pieces in _dumps(store.store, store.terms):
        files.put(folder / name, pieces)


def _dumps(store: pyoxigraph.Store, terms: Terms) -> Iterator[tuple[str, Iterable[bytes]]]:
    """The quads in each format, in pieces, by the name of the file; named graphs have some of their own."""
    words = context.words(terms)
    named = {"elbe-derived": terms.derived_graph, "elbe-ontology": terms.ontology_graph}
    dataset = _dataset_of(store)
    parts = {name: Graphs(dataset.named.get(graph, HeldGraph()), {}) for name, graph in named.items()}
    for format in FORMATS:
        yield f"elbe.{format.extension}", format.write(dataset, words)
        if not format.dataset:
            for name, part in parts.items():
                yield f"{name}.{format.extension}", format.write(part, words)


def _dataset_of(store: pyoxigraph.Store) -> Graphs:
    """The graphs of a store, held where it is small."""
    if len(store) <= HELD:
        return graphs(store)
    names = sorted((name for name in store.named_graphs() if isinstance(name, NamedNode)), key=str)
    named: dict[NamedNode, Graph] = {name: _StoredGraph(store, name) for name in names}
    return Graphs(_StoredGraph(store, DefaultGraph()), named)
