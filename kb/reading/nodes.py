"""What is stated of nodes and of what is part of them, and how they are named: a set of nodes at a time."""

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import DefaultGraph, NamedNode, Quad

from kb import resources
from kb.model.vocabulary import Terms
from kb.store.binding import select_each
from kb.store.protocol import Store

Quads = Mapping[NamedNode, list[Quad]]
"""The quads of some nodes, by subject."""
NONE: Quads = {}


def facts(store: Store, query: str, nodes: Iterable[NamedNode]) -> Quads:
    """What a query gives for nodes: properties, values, and the graph that they are in; each node is a key."""
    given = list(nodes)
    found: dict[NamedNode, list[Quad]] = {node: [] for node in given}
    for node, property, value, graph in select_each(store, resources.query("reading", query), "node", given):
        found[node].append(Quad(node, property, value, graph or DefaultGraph()))
    return found


def statements(store: Store, query: str, nodes: Iterable[NamedNode], known: Quads = NONE) -> Quads:
    """What a query gives for nodes, and behind it for all that is part of each; not asked for what is known."""
    wanted, found = list(dict.fromkeys(nodes)), dict(known)
    level = wanted
    while level:
        found |= facts(store, query, (node for node in level if node not in found))
        level = [part for node in level for part in _parts(node, found[node])]
    return {node: [quad for part in _whole(node, found) for quad in found[part]] for node in wanted}


def mentioned(quads: Iterable[Quad], terms: Terms) -> list[NamedNode]:
    """The things of the record that quads name and do not tell of."""
    known = list(quads)
    subjects = {quad.subject for quad in known}
    objects = dict.fromkeys(quad.object for quad in known if isinstance(quad.object, NamedNode))
    return [node for node in objects if terms.has(node.value) and node not in subjects]


def is_inner(inner: NamedNode, node: NamedNode) -> bool:
    """Whether a node is part of another: `a#b` of `a`, `a#b.c` of `a#b`."""
    return inner.value.startswith(node.value + ("." if "#" in node.value else "#"))


def _whole(node: NamedNode, found: Quads) -> Iterator[NamedNode]:
    """A node, and the parts that it has and that these have."""
    yield node
    for part in _parts(node, found[node]):
        yield from _whole(part, found)


def _parts(node: NamedNode, quads: Iterable[Quad]) -> list[NamedNode]:
    """What quads say to be part of a node."""
    return [quad.object for quad in quads if isinstance(quad.object, NamedNode) and is_inner(quad.object, node)]
