"""The document of an entity: what the record states of it, who speaks of it, and how all that is named."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple, Variable

from kb import resources
from kb.errors import EntityDeprecated, EntityNotFound
from kb.names import ID, compact, expand
from kb.store import Store

NODE = Variable("node")
TYPE = NamedNode(expand("rdf:type"))
DEPRECATED = NamedNode(expand("owl:deprecated"))
REPLACED_BY = NamedNode(expand("dcterms:isReplacedBy"))
COMMENT = NamedNode(expand("rdfs:comment"))


@dataclass(frozen=True)
class Description:
    """The triples of one entity's document, and how many claims about it they leave out."""

    entity: NamedNode
    triples: tuple[Triple, ...]
    omitted: int = 0

    @property
    def types(self) -> list[str]:
        """The IRIs of the classes of the entity."""
        types = [triple.object for triple in self.triples if triple.subject == self.entity and triple.predicate == TYPE]
        return [type_.value for type_ in types if isinstance(type_, NamedNode)]


def describe(store: Store, entity: NamedNode, most_claims: int) -> Description:
    """The description of an entity, with at most so many of the claims about it.

    Raises EntityNotFound, or EntityDeprecated for one that the record no longer uses.
    """
    if not (own := list(statements(store, entity))):
        raise EntityNotFound(f"The record has no {compact(entity.value)!r}.")
    refuse_deprecated(entity, own)
    nodes, omitted = relatives(store, entity, most_claims)
    told = own + [triple for node in nodes if node != entity for triple in statements(store, node)]
    names = [triple for node in mentioned(told) for triple in facts(store, "naming", node)]
    return Description(entity, tuple(dict.fromkeys(told + names)), omitted)


def exists(store: Store, entity: NamedNode) -> None:
    """Raises what `describe` would raise for an entity that has no document."""
    if not (own := list(facts(store, "node", entity))):
        raise EntityNotFound(f"The record has no {compact(entity.value)!r}.")
    refuse_deprecated(entity, own)


def refuse_deprecated(entity: NamedNode, own: Iterable[Triple]) -> None:
    """Raises EntityDeprecated for an entity whose own statements say so."""
    values = [(triple.predicate, triple.object) for triple in own if triple.subject == entity]
    if not any(predicate == DEPRECATED and str(value).startswith('"true"') for predicate, value in values):
        return
    successors = [node.value for predicate, node in values if predicate == REPLACED_BY and isinstance(node, NamedNode)]
    reasons = [text.value for predicate, text in values if predicate == COMMENT and isinstance(text, Literal)]
    message = f"{compact(entity.value)} is no longer used. {' '.join(reasons)}".strip()
    raise EntityDeprecated(message, successors)


def relatives(store: Store, entity: NamedNode, most_claims: int) -> tuple[list[NamedNode], int]:
    """The nodes told of in an entity's document, and how many claims are not.

    Told are the claims about it, the chains of those who take a stance on them, its own utterances, and notes on it.
    """
    about = related(store, "claims_about", entity)
    chains = follow(store, "chain_of", [entity, *related(store, "utterances_of", entity)])
    claims = list(dict.fromkeys([*about, *follow(store, "stances_of", chains)]))
    speakers = follow(store, "chain_of", follow(store, "stances_on", [entity, *about[:most_claims]]))
    nodes = [*chains, *claims[:most_claims], *speakers, *related(store, "notes_on", entity)]
    return list(dict.fromkeys(nodes)), max(0, len(claims) - most_claims)


def follow(store: Store, query: str, nodes: Iterable[NamedNode]) -> list[NamedNode]:
    """What a query relates to any of the nodes, each once."""
    return list(dict.fromkeys(other for node in nodes for other in related(store, query, node)))


def related(store: Store, query: str, node: NamedNode) -> list[NamedNode]:
    """What a query of the project relates to a node."""
    rows = store.select(resources.read_text(f"kb/queries/{query}.rq"), {NODE: node})
    return [other for _, other in map(tuple, rows) if isinstance(other, NamedNode)]


def statements(store: Store, node: NamedNode) -> Iterator[Triple]:
    """What the record states of a node and of its inner nodes."""
    for triple in facts(store, "node", node):
        yield triple
        if isinstance(triple.object, NamedNode) and is_inner(triple.object, node):
            yield from statements(store, triple.object)


def facts(store: Store, query: str, node: NamedNode) -> Iterator[Triple]:
    """The triples whose properties and values a query gives for a node."""
    for _, predicate, value in map(tuple, store.select(resources.read_text(f"kb/queries/{query}.rq"), {NODE: node})):
        yield Triple(node, predicate, value)


def is_inner(inner: NamedNode, node: NamedNode) -> bool:
    """Whether a node is part of another: `a#b` of `a`, `a#b.c` of `a#b`."""
    return inner.value.startswith(node.value + ("." if "#" in node.value else "#"))


def mentioned(triples: Iterable[Triple]) -> list[NamedNode]:
    """The things of the record that triples name and do not tell of."""
    known = list(triples)
    subjects = {triple.subject for triple in known}
    objects = dict.fromkeys(triple.object for triple in known if isinstance(triple.object, NamedNode))
    return [node for node in objects if node.value.startswith(ID) and node not in subjects]
