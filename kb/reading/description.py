"""The document of an entity: what is stated of it, who speaks of it, what rules compute, and how all is named."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple, Variable

from kb import resources
from kb.errors import EntityDeprecated, EntityNotFound
from kb.namespaces import DERIVED_GRAPH, ID, compact, term
from kb.store.protocol import Store

NODE = Variable("node")
DEPRECATED = term("owl:deprecated")
REPLACED_BY = term("dcterms:isReplacedBy")
COMMENT = term("rdfs:comment")
BY_RULE, COMPUTES = term("elbe:byRule"), term("elbe:computes")


@dataclass(frozen=True)
class Description:
    """The triples of one entity's document, those of them that rules computed, and how many claims they leave out."""

    entity: NamedNode
    triples: tuple[Triple, ...]
    computed: frozenset[Triple] = frozenset()
    omitted: int = 0

    @property
    def types(self) -> list[str]:
        """The IRIs of the classes of the entity."""
        types = [
            triple.object
            for triple in self.triples
            if triple.subject == self.entity and triple.predicate == term("rdf:type")
        ]
        return [type_.value for type_ in types if isinstance(type_, NamedNode)]


def describe(store: Store, entity: NamedNode, most_claims: int) -> Description:
    """The description of an entity, with at most so many of the claims about it.

    Raises EntityNotFound, or EntityDeprecated for one that the record no longer uses.
    """
    if not (own := list(statements(store, entity))):
        raise EntityNotFound(f"The record has no {compact(entity.value)!r}.")
    refuse_deprecated(entity, own)
    nodes, omitted = relatives(store, entity, most_claims)
    told = own + [quad for node in nodes if node != entity for quad in statements(store, node)]
    told += list(rules(store, told))
    told += [quad for node in mentioned(told) for quad in facts(store, "naming", node)]
    told += [quad for node in mentioned(told) for quad in facts(store, "naming", node)]
    computed = frozenset(quad.triple for quad in told if quad.graph_name == DERIVED_GRAPH)
    return Description(entity, tuple(dict.fromkeys(quad.triple for quad in told)), computed, omitted)


def exists(store: Store, entity: NamedNode) -> None:
    """Raises what `describe` would raise for an entity that has no document."""
    if not (own := list(facts(store, "node", entity))):
        raise EntityNotFound(f"The record has no {compact(entity.value)!r}.")
    refuse_deprecated(entity, own)


def refuse_deprecated(entity: NamedNode, own: Iterable[Quad]) -> None:
    """Raises EntityDeprecated for an entity whose own statements say so."""
    values = [(quad.predicate, quad.object) for quad in own if quad.subject == entity]
    if not any(predicate == DEPRECATED and str(value).startswith('"true"') for predicate, value in values):
        return
    successors = [node.value for predicate, node in values if predicate == REPLACED_BY and isinstance(node, NamedNode)]
    reasons = [text.value for predicate, text in values if predicate == COMMENT and isinstance(text, Literal)]
    message = f"{compact(entity.value)} is no longer used. {' '.join(reasons)}".strip()
    raise EntityDeprecated(message, successors)


def relatives(store: Store, entity: NamedNode, most_claims: int) -> tuple[list[NamedNode], int]:
    """The nodes told of in an entity's document, and how many claims are not.

    Told are the claims about it and those that conflict with it, the chains of those who take a stance on them, its own
    utterances, notes on it, where it is named, and the conflicts that touch it, its utterances, or what is told.
    """
    about, own = related(store, "claims_about", entity), related(store, "utterances_of", entity)
    chains = follow(store, "chain_of", [entity, *own])
    rivals = follow(store, "sides_of", [entity, *related(store, "conflicts_of", entity)])
    claims = list(dict.fromkeys([*about, *follow(store, "stances_of", chains)]))
    told, omitted = claims[:most_claims], max(0, len(claims) - most_claims)
    speakers = follow(store, "chain_of", follow(store, "stances_on", [entity, *about[:most_claims], *rivals]))
    notes = related(store, "notes_on", entity)
    conflicts = follow(store, "conflicts_of", [entity, *own, *told, *notes])
    nodes = [*chains, *told, *follow(store, "chain_of", rivals), *speakers, *notes, *conflicts]
    nodes += related(store, "mentions_of", entity)
    return list(dict.fromkeys(nodes)), omitted


def rules(store: Store, told: Iterable[Quad]) -> Iterator[Quad]:
    """Which rules computed what is computed, where nothing that is told says so by itself."""
    derived = [quad for quad in told if quad.graph_name == DERIVED_GRAPH]
    said = {quad.subject for quad in derived if quad.predicate == BY_RULE}
    properties = dict.fromkeys(quad.predicate for quad in derived if quad.subject not in said)
    for property in sorted(properties, key=str):
        for rule in related(store, "rules_computing", property):
            yield Quad(rule, COMPUTES, property, DERIVED_GRAPH)
            yield from facts(store, "naming", rule)


def follow(store: Store, query: str, nodes: Iterable[NamedNode]) -> list[NamedNode]:
    """What a query relates to any of the nodes, each once."""
    return list(dict.fromkeys(other for node in nodes for other in related(store, query, node)))


def related(store: Store, query: str, node: NamedNode) -> list[NamedNode]:
    """What a query of the project relates to a node."""
    rows = store.select(resources.query("reading", query), {NODE: node})
    return [other for _, other in map(tuple, rows) if isinstance(other, NamedNode)]


def statements(store: Store, node: NamedNode) -> Iterator[Quad]:
    """What is stated of a node and of its inner nodes."""
    for quad in facts(store, "node", node):
        yield quad
        if isinstance(quad.object, NamedNode) and is_inner(quad.object, node):
            yield from statements(store, quad.object)


def facts(store: Store, query: str, node: NamedNode) -> Iterator[Quad]:
    """What a query gives for a node: properties, values, and the graph that they are in."""
    for row in store.select(resources.query("reading", query), {NODE: node}):
        yield Quad(node, row["property"], row["value"], row["graph"] or DefaultGraph())


def is_inner(inner: NamedNode, node: NamedNode) -> bool:
    """Whether a node is part of another: `a#b` of `a`, `a#b.c` of `a#b`."""
    return inner.value.startswith(node.value + ("." if "#" in node.value else "#"))


def mentioned(told: Iterable[Quad]) -> list[NamedNode]:
    """The things of the record that statements name and do not tell of."""
    known = list(told)
    subjects = {quad.subject for quad in known}
    objects = dict.fromkeys(quad.object for quad in known if isinstance(quad.object, NamedNode))
    return [node for node in objects if node.value.startswith(ID) and node not in subjects]
