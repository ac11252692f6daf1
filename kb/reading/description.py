"""The document of an entity: what is stated of it, who speaks of it, what rules compute, and how all is named."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kb import resources
from kb.errors import EntityDeprecated, EntityNotFound
from kb.namespaces import term
from kb.reading.nodes import facts, mentioned, statements
from kb.store.binding import select_each
from kb.store.protocol import Store

TYPE = term("rdf:type")
DEPRECATED = term("owl:deprecated")
REPLACED_BY = term("dcterms:isReplacedBy")
REASON = term("elbe:reason")
BY_RULE, COMPUTES = term("elbe:byRule"), term("elbe:computes")

Related = Mapping[NamedNode, list[NamedNode]]
"""What something relates to each node, in the order of its IRIs."""


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
        types = [triple.object for triple in self.triples if triple.subject == self.entity and triple.predicate == TYPE]
        return [type_.value for type_ in types if isinstance(type_, NamedNode)]


def describe(store: Store, entity: NamedNode, most_claims: int) -> Description:
    """The description of an entity, with at most so many of the claims about it.

    Raises EntityNotFound, or EntityDeprecated for one that the record no longer uses.
    """
    own = _own(store, entity)
    nodes, omitted = _relatives(store, entity, most_claims)
    stated = statements(store, "node", [entity, *nodes], known={entity: own})
    quads = [quad for of_node in stated.values() for quad in of_node]
    computing = _computing(store, quads)
    quads += computing
    quads += _names(store, [*dict.fromkeys(rule for rule, *_ in computing), *mentioned(quads, store.terms)])
    quads += _names(store, mentioned(quads, store.terms))
    computed = frozenset(quad.triple for quad in quads if quad.graph_name == store.terms.derived_graph)
    return Description(entity, tuple(dict.fromkeys(quad.triple for quad in quads)), computed, omitted)


def exists(store: Store, entity: NamedNode) -> None:
    """Raises what `describe` would raise for an entity that has no document."""
    _own(store, entity)


def _own(store: Store, entity: NamedNode) -> list[Quad]:
    """What is stated of the entity itself; raises EntityNotFound or EntityDeprecated."""
    if not (own := facts(store, "node", [entity])[entity]):
        raise EntityNotFound(f"The record has no {store.terms.compact(entity.value)!r}.")
    values = [(quad.predicate, quad.object) for quad in own]
    if any(predicate == DEPRECATED and str(value).startswith('"true"') for predicate, value in values):
        reasons = [text.value for predicate, text in values if predicate == REASON and isinstance(text, Literal)]
        message = f"{store.terms.compact(entity.value)} is no longer used. {' '.join(reasons)}".strip()
        raise EntityDeprecated(
            message,
            [node.value for predicate, node in values if predicate == REPLACED_BY and isinstance(node, NamedNode)],
        )
    return own


def _relatives(store: Store, entity: NamedNode, most_claims: int) -> tuple[list[NamedNode], int]:
    """The nodes told of in an entity's document, and how many claims are not.

    Told are the claims about it and those that conflict with it, the chains of those who take a stance on them, its own
    utterances, notes on it, where it is named, and the conflicts that touch it, its utterances, or what is told.
    """
    about, own, rivals, notes, mentions = _around(store, entity)
    chains = _related(store, "chains", [entity, *own, *rivals])
    speaking = _each(chains, [entity, *own])
    claims = list(dict.fromkeys([*about, *_each(_related(store, "stances_of", speaking), speaking)]))
    told, omitted = claims[:most_claims], max(0, len(claims) - most_claims)
    weighed = [entity, *about[:most_claims], *rivals]
    tellers = _each(_related(store, "tellers", weighed), weighed)
    touched = [entity, *own, *told, *notes]
    conflicts = _each(_related(store, "conflicts_of", touched), touched)
    nodes = [*speaking, *told, *_each(chains, rivals), *tellers, *notes, *conflicts, *mentions]
    return list(dict.fromkeys(nodes)), omitted


def _around(store: Store, entity: NamedNode) -> list[list[NamedNode]]:
    """The claims about an entity, its utterances, its rivals in conflicts, notes on it, and where it is named."""
    found: dict[str, list[NamedNode]] = defaultdict(list)
    for _, kind, other in select_each(store, resources.query("reading", "around"), "node", [entity]):
        found[kind.value].append(other)
    return [sorted(found[kind], key=str) for kind in ("claim", "utterance", "rival", "note", "mention")]


def _computing(store: Store, quads: Iterable[Quad]) -> list[Quad]:
    """Which rules computed what is computed, where no quad says so by itself."""
    derived = [quad for quad in quads if quad.graph_name == store.terms.derived_graph]
    said = {quad.subject for quad in derived if quad.predicate == BY_RULE}
    properties = sorted({quad.predicate for quad in derived if quad.subject not in said}, key=str)
    rules = _related(store, "rules_computing", properties)
    graph = store.terms.derived_graph
    return [Quad(rule, COMPUTES, property, graph) for property in properties for rule in rules[property]]


def _names(store: Store, nodes: Iterable[NamedNode]) -> list[Quad]:
    """What nodes are called, or who speaks in them."""
    return [quad for quads in facts(store, "naming", nodes).values() for quad in quads]


def _related(store: Store, query: str, nodes: Iterable[NamedNode]) -> Related:
    """What a query of the project relates to nodes."""
    found: dict[NamedNode, set[NamedNode]] = defaultdict(set)
    for node, other in select_each(store, resources.query("reading", query), "node", nodes):
        if isinstance(other, NamedNode):
            found[node].add(other)
    return defaultdict(list, {node: sorted(others, key=str) for node, others in found.items()})


def _each(related: Related, nodes: Iterable[NamedNode]) -> list[NamedNode]:
    """What is related to any of the nodes, each once."""
    return list(dict.fromkeys(other for node in nodes for other in related[node]))
