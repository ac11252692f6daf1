"""JSON-LD (https://www.w3.org/TR/json-ld11/) that reads as nested records and holds the very triples that went in."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import orjson
from pyoxigraph import Literal, NamedNode

from kb.rdf import graphs, iris
from kb.rdf.compaction import LANGUAGE_MAP, WORD, Context, Term

JsonObject = dict[str, Any]
Value = NamedNode | Literal

DEEPEST = 24
"""How deep nodes are embedded: each takes up to two levels of JSON, and common readers refuse more than 64."""


def serialize_dataset(quads: graphs.Statements | graphs.Graphs, context: Mapping[str, Any]) -> bytes:
    """The quads as JSON-LD: an object for each thing with its inner nodes embedded, then each named graph."""
    return serialize(dataset_document(quads, context))


def serialize_rooted(statements: graphs.Statements, root: NamedNode, context: Mapping[str, Any]) -> bytes:
    """The triples as JSON-LD, told from one node outwards."""
    return serialize(rooted_document(statements, root, context))


def dataset_document(quads: graphs.Statements | graphs.Graphs, context: Mapping[str, Any]) -> JsonObject:
    """The parsed form of `serialize_dataset`."""
    words = Context(context)
    default, named = graphs.graphs(quads)
    objects = Nodes(default, words).rest()
    for name, triples in named.items():
        objects.append({words.id: words.reference(name.value), "@graph": Nodes(triples, words).rest()})
    return {"@context": words.inlined(), "@graph": objects}


def rooted_document(statements: graphs.Statements, root: NamedNode, context: Mapping[str, Any]) -> JsonObject:
    """The parsed form of `serialize_rooted`.

    Each node stands in full once, at the place nearest to the root, forwards or by one of the context's reverse terms;
    elsewhere by its id. Those that nothing leads to are in `@included`.
    """
    words = Context(context)
    return {"@context": words.inlined(), **_told_from(root, statements, words)}


def rooted_objects(told: Iterable[tuple[NamedNode, graphs.Statements]], context: Mapping[str, Any]) -> list[JsonObject]:
    """Nodes with the triples that are told of each, as objects in the words of the context, each whole in itself."""
    words = Context(context)
    return [_told_from(root, statements, words) for root, statements in told]


def _told_from(root: NamedNode, statements: graphs.Statements, words: Context) -> JsonObject:
    nodes = Nodes(graphs.triples(statements), words, connected=True)
    document = nodes.tree(root)
    others = nodes.rest()
    return {**document, "@included": others} if others else document


class Nodes:
    """The nodes of one graph and the place of each: in another node, or on its own.

    A node embeds its inner nodes; one of `connected` nodes, every other that it leads to and that has no place nearer.
    """

    def __init__(self, triples: Iterable[graphs.GroundTriple], context: Context, *, connected: bool = False) -> None:
        self.context = context
        self.connected = connected
        self.properties: dict[NamedNode, dict[NamedNode, set[Value]]] = defaultdict(lambda: defaultdict(set))
        self.subjects: dict[tuple[str, Value], set[NamedNode]] = defaultdict(set)
        self.places: dict[NamedNode, tuple[NamedNode, Term] | None] = {}
        self.forwards: dict[NamedNode, list[tuple[Term, list[Value]]]] = {}
        for subject, predicate, value in triples:
            self.properties[subject][predicate].add(value)
            if connected:
                self.subjects[predicate.value, value].add(subject)

    def rest(self) -> list[JsonObject]:
        """The trees of all nodes that have no place yet."""
        nodes = sorted(self.properties, key=lambda node: iris.position(node.value))
        return [self.tree(node) for node in nodes if node not in self.places]

    def tree(self, root: NamedNode) -> JsonObject:
        """A node on its own, with all that is embedded in it."""
        self.places[root] = None
        ring, depth = [root], 0
        while ring and depth < DEEPEST:
            ring, depth = [guest for host in ring for guest in self._settle(host)], depth + 1
        return self._object(root)

    def _settle(self, host: NamedNode) -> list[NamedNode]:
        """Gives a place in the host to the nodes that it leads to and that have none yet; returns those."""
        guests = []
        for term, values in self._entries(host):
            for value in values:
                if isinstance(value, NamedNode) and term.reading != WORD and self._may_embed(host, value):
                    self.places[value] = host, term
                    guests.append(value)
        return guests

    def _may_embed(self, host: NamedNode, guest: NamedNode) -> bool:
        near = self.connected or iris.parent(guest.value) == host.value
        return near and guest in self.properties and guest not in self.places

    def _object(self, node: NamedNode) -> JsonObject:
        members: JsonObject = {self.context.id: self.context.reference(node.value)}
        for term, values in self._entries(node):
            if term.reading == LANGUAGE_MAP:
                members[term.name] = _language_map(term, values)
            else:
                members[term.name] = _one_or_many(term, [self._value(node, term, value) for value in values])
        return members

    def _value(self, host: NamedNode, term: Term, value: Value) -> Any:
        if isinstance(value, NamedNode) and self.places.get(value) == (host, term):
            return self._object(value)
        return self.context.value(term, value)

    def _entries(self, node: NamedNode) -> list[tuple[Term, list[Value]]]:
        """The values of a node by the keys they go to, in the order of the context."""
        forwards, backwards = self._forwards(node), self._backwards(node) if self.connected else []
        return sorted(forwards + backwards, key=_rank) if backwards else forwards

    def _forwards(self, node: NamedNode) -> list[tuple[Term, list[Value]]]:
        if node not in self.forwards:
            entries: dict[str, tuple[Term, list[Value]]] = {}
            for predicate, values in self.properties.get(node, {}).items():
                for value in sorted(values, key=str) if len(values) > 1 else values:
                    term = self.context.term(predicate.value, value)
                    entries.setdefault(term.name, (term, []))[1].append(value)
            self.forwards[node] = sorted(entries.values(), key=_rank)
        return self.forwards[node]

    def _backwards(self, node: NamedNode) -> list[tuple[Term, list[Value]]]:
        found = (
            (term, self.subjects.get((term.iri, node), set()) - self._host(node, term.iri))
            for term in self.context.reverse_terms
        )
        return [(term, sorted(subjects, key=str)) for term, subjects in found if subjects]

    def _host(self, node: NamedNode, predicate: str) -> set[NamedNode]:
        """The node that embeds this one as the value of a property, which need not be said once more in reverse."""
        place = self.places.get(node)
        return {place[0]} if place and place[1].iri == predicate else set()


def _rank(entry: tuple[Term, list[Value]]) -> tuple[int, str]:
    return entry[0].rank, entry[0].name


def _one_or_many(term: Term, values: list[Any]) -> Any:
    return values if term.always_list or len(values) > 1 else values[0]


def _language_map(term: Term, values: list[Value]) -> JsonObject:
    texts: dict[str, list[str]] = defaultdict(list)
    for value in values:
        if isinstance(value, Literal) and value.language:
            texts[value.language].append(value.value)
    return {language: _one_or_many(term, texts[language]) for language in sorted(texts)}


def serialize(document: JsonObject) -> bytes:
    """A document as text, indented."""
    return orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
