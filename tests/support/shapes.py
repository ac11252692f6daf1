"""Shapes, as programs other than ours read them, and what engines find by them."""

from collections import Counter
from collections.abc import Iterable
from functools import cache

import rdflib
from pyoxigraph import BlankNode, NamedNode, Quad
from support.words import CORE

from kb import resources
from kb.store.embedded import EmbeddedStore
from kb.validation import compiled, reference
from kb.validation.engines import Engine
from kb.validation.results import Node
from kb.validation.shapes import read
from kb.validation.shapes_graph import ShapesGraph

FOLDER = resources.folder("shapes")
Told = tuple[str | None, ...]


@cache
def shapes_graph() -> rdflib.Graph:
    """Our shapes as one graph."""
    graph = rdflib.Graph()
    for path in sorted(FOLDER.glob("*.ttl")):
        graph.parse(path)
    return graph


def found_by(engine: Engine, store: EmbeddedStore, shapes: ShapesGraph) -> Counter[Told]:
    """What an engine finds: focus, path, value, shape, component, severity and message of each result."""
    return Counter(
        (
            named(result.focus),
            named(result.path if isinstance(result.path, NamedNode) else None),
            named(result.value),
            named(result.shape),
            result.component,
            result.severity,
            result.messages[0].value if result.messages else None,
        )
        for result in engine(store, shapes)
    )


def named(node: Node | None) -> str | None:
    """A term as in N-Triples; blank nodes all alike."""
    return "[]" if isinstance(node, BlankNode) else node and str(node)


def compared(record: Iterable[Quad]) -> tuple[Counter[Told], Counter[Told], int]:
    """What our engine alone finds of our shapes in a default graph, what pySHACL alone, and how much both."""
    store = EmbeddedStore.holding([*record, *(Quad(*triple) for triple in CORE.declared)])
    ours, theirs = (found_by(engine, store, read(FOLDER)) for engine in (compiled.results, reference.results))
    return ours - theirs, theirs - ours, (ours & theirs).total()
