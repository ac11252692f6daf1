"""What is told of each of some things: what is stated of it, and how all is named that this mentions."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad, Triple

from kb import resources
from kb.reading.nodes import Quads, facts, statements
from kb.store.binding import select_each
from kb.store.protocol import Store


@dataclass(frozen=True)
class Entry:
    """A thing, with the triples that are told of it."""

    item: NamedNode
    triples: tuple[Triple, ...]


def describe_things(store: Store, things: Iterable[NamedNode]) -> list[Entry]:
    """What is told of things."""
    return _describe(store, {thing: [thing] for thing in things})


def describe_claims(store: Store, claims: Sequence[NamedNode]) -> list[Entry]:
    """What is told of claims, and of the chains of those who take a stance on each."""
    groups = {claim: [claim] for claim in claims}
    for claim, node in select_each(store, resources.query("reading", "lists/told_of_claims"), "claim", claims):
        groups[claim].append(node)
    return _describe(store, groups)


def with_names(store: Store, groups: Quads) -> dict[NamedNode, tuple[Triple, ...]]:
    """The triples of groups of quads, each with the names of the things that it mentions and no group tells of."""
    names = _names(store, groups.values(), {quad.subject for group in groups.values() for quad in group})
    return {key: _triples([*quads, *_names_in(quads, names)]) for key, quads in groups.items()}


def _describe(store: Store, groups: dict[NamedNode, list[NamedNode]]) -> list[Entry]:
    stated = statements(store, "lists/told_of_things", (node for group in groups.values() for node in group))
    quads = {item: [quad for node in group for quad in stated[node]] for item, group in groups.items()}
    names = _names(store, quads.values(), ())
    return [Entry(item, _triples(dict.fromkeys([*told, *_names_in(told, names)]))) for item, told in quads.items()]


def _names(store: Store, groups: Iterable[Iterable[Quad]], known: Container[object]) -> Quads:
    """The names of the things that groups of quads mention, but for those that are known."""
    mentioned = {quad.object for group in groups for quad in group if isinstance(quad.object, NamedNode)}
    return facts(store, "lists/names_of_things", sorted((node for node in mentioned if node not in known), key=str))


def _names_in(quads: Iterable[Quad], names: Quads) -> list[Quad]:
    """The names of the things that quads mention."""
    mentioned = dict.fromkeys(quad.object for quad in quads if isinstance(quad.object, NamedNode))
    return [name for node in mentioned for name in names.get(node, ())]


def _triples(quads: Iterable[Quad]) -> tuple[Triple, ...]:
    return tuple(quad.triple for quad in quads)
