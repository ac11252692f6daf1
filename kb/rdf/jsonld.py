"""JSON-LD (https://www.w3.org/TR/json-ld11/) that reads as nested records and holds the very triples that went in."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from itertools import chain, groupby
from typing import Any

import orjson
from pyoxigraph import Literal, NamedNode

from kb import namespaces
from kb.namespaces import expand
from kb.rdf import iris
from kb.rdf.compaction import LANGUAGE_MAP, WORD, Context, Term
from kb.rdf.graphs import Graph, Graphs, GroundTriple, HeldGraph, Statements

JsonObject = dict[str, Any]
Value = NamedNode | Literal
Entry = tuple[Term, list[Value]]
"""A key and the values that go to it."""

IN_STUBS = frozenset(map(namespaces.term, ("rdf:type", "skos:prefLabel", "skos:exactMatch")))
STUBS_KEPT = 1 << 12

SHORTCUTS = frozenset({expand("elbe:firstHand")})
"""Properties that lead past the nodes between, among which their values have their place."""

DEEPEST = 24
"""How deep nodes are embedded: each takes up to two levels of JSON, and common readers refuse more than 64."""


def serialize_dataset(graphs: Graphs, words: Context) -> Iterator[bytes]:
    """The quads as JSON-LD, object by object: one for each thing with its inner nodes in it, then each named graph."""
    yield b'{\n  "@context": ' + _written(words.inlined(), 1) + b',\n  "@graph": '
    named = (_graph_object(name, graph, words) for name, graph in graphs.named.items())
    yield from _array(chain(_things(graphs.default, words, 2), named), 1)
    yield b"\n}\n"


def serialize_rooted(statements: Statements, root: NamedNode, words: Context) -> bytes:
    """The triples as JSON-LD, told from one node outwards.

    Each node stands in full once, at the place nearest to the root, forwards or by one of the context's reverse terms;
    elsewhere as a stub. Those that nothing leads to are in `@included`.
    """
    return serialize({"@context": words.inlined(), **_told_from(root, statements, words)})


def rooted_objects(told: Iterable[tuple[NamedNode, Statements]], words: Context) -> list[JsonObject]:
    """Nodes with the triples that are told of each, as objects in the words of the context, each whole in itself."""
    return [_told_from(root, statements, words) for root, statements in told]


def serialize(document: JsonObject) -> bytes:
    """A document as text, indented."""
    return orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _graph_object(name: NamedNode, graph: Graph, words: Context) -> Iterator[bytes]:
    head = {words.id: words.reference(name.value), "@graph": None}
    yield _written(head, 2).removesuffix(b"null" + _line(2) + b"}")
    yield from _array(_things(graph, words, 4), 3)
    yield _line(2) + b"}"


def _things(graph: Graph, words: Context, depth: int) -> Iterator[list[bytes]]:
    stubs = _Stubs(graph, words)
    subjects = sorted(graph.subjects(), key=lambda subject: iris.position(subject.value))
    for _, nodes in groupby(subjects, key=lambda subject: iris.thing(subject.value)):
        told = chain.from_iterable(map(graph.about, nodes))
        for tree in _Nodes(told, stubs).rest():
            yield [_written(tree, depth)]


def _array(members: Iterable[Iterable[bytes]], depth: int) -> Iterator[bytes]:
    """The text of an array, of which each member comes in pieces."""
    opening = b"["
    for member in members:
        yield opening + _line(depth + 1)
        yield from member
        opening = b","
    yield b"[]" if opening == b"[" else _line(depth) + b"]"


def _written(value: Any, depth: int) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_INDENT_2).replace(b"\n", _line(depth))


def _line(depth: int) -> bytes:
    return b"\n" + b"  " * depth


def _told_from(root: NamedNode, statements: Statements, words: Context) -> JsonObject:
    graph = HeldGraph(statements)
    nodes = _Nodes(graph, _Stubs(graph, words), connected=True)
    document = nodes.tree(root)
    others = nodes.rest()
    return {**document, "@included": others} if others else document


class _Stubs:
    """What stands where one thing refers to another: its id, class, label and links, as far as its graph has them."""

    def __init__(self, graph: Graph, context: Context) -> None:
        self.graph, self.context = graph, context
        self.of = lru_cache(STUBS_KEPT)(self._of)

    def _of(self, node: NamedNode) -> JsonObject:
        told = ((predicate, value) for _, predicate, value in self.graph.about(node) if predicate in IN_STUBS)
        return _node_object(node, _entries(told, self.context), self.context.value, self.context)


class _Nodes:
    """The nodes of one graph, or of a part of it, and the place of each: in another node, or on its own.

    A node embeds its inner nodes; one of `connected` nodes, every other that it leads to and that has no place nearer.
    Elsewhere a thing of the record is a stub, and any other IRI stands for itself.
    """

    def __init__(self, triples: Iterable[GroundTriple], stubs: _Stubs, *, connected: bool = False) -> None:
        self.context, self.stubs = stubs.context, stubs
        self.connected = connected
        self.properties: dict[NamedNode, list[tuple[NamedNode, Value]]] = defaultdict(list)
        self.subjects: dict[tuple[str, Value], set[NamedNode]] = defaultdict(set)
        self.places: dict[NamedNode, tuple[NamedNode, Term] | None] = {}
        self.forwards: dict[NamedNode, list[Entry]] = {}
        for subject, predicate, value in triples:
            self.properties[subject].append((predicate, value))
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
        for term, values in self._all_entries(host):
            if term.reading == WORD or term.iri in SHORTCUTS:
                continue
            for value in values:
                if isinstance(value, NamedNode) and self._may_embed(host, value):
                    self.places[value] = host, term
                    guests.append(value)
        return guests

    def _may_embed(self, host: NamedNode, guest: NamedNode) -> bool:
        near = self.connected or iris.parent(guest.value) == host.value
        return near and guest in self.properties and guest not in self.places

    def _object(self, node: NamedNode) -> JsonObject:
        return _node_object(node, self._all_entries(node), partial(self._value, node), self.context)

    def _value(self, host: NamedNode, term: Term, value: Value) -> Any:
        if isinstance(value, NamedNode) and term.reading != WORD:
            if self.places.get(value) == (host, term):
                return self._object(value)
            if self.context.is_thing(value.value):
                return self.stubs.of(value)
        return self.context.value(term, value)

    def _all_entries(self, node: NamedNode) -> list[Entry]:
        """The values of a node by the keys they go to, in both directions."""
        if node not in self.forwards:
            self.forwards[node] = _entries(self.properties.get(node, ()), self.context)
        backwards = self._backwards(node) if self.connected else []
        return sorted(self.forwards[node] + backwards, key=_rank) if backwards else self.forwards[node]

    def _backwards(self, node: NamedNode) -> list[Entry]:
        found = (
            (term, self.subjects.get((term.iri, node), set()) - self._host(node, term.iri))
            for term in self.context.reverse_terms
        )
        return [(term, sorted(subjects, key=str)) for term, subjects in found if subjects]

    def _host(self, node: NamedNode, predicate: str) -> set[NamedNode]:
        """The node that embeds this one as the value of a property, which need not be said once more in reverse."""
        place = self.places.get(node)
        return {place[0]} if place and place[1].iri == predicate else set()


def _node_object(
    node: NamedNode, entries: list[Entry], write: Callable[[Term, Value], Any], context: Context
) -> JsonObject:
    members: JsonObject = {context.id: context.reference(node.value)}
    for term, values in entries:
        if term.reading == LANGUAGE_MAP:
            members[term.name] = _language_map(term, values)
        else:
            members[term.name] = _one_or_many(term, [write(term, value) for value in values])
    return members


def _entries(told: Iterable[tuple[NamedNode, Value]], context: Context) -> list[Entry]:
    """The values of a node by the keys they go to, in the order of the context."""
    entries: dict[str, Entry] = {}
    for predicate, value in sorted(set(told), key=_text_of_value):
        term = context.term(predicate.value, value)
        entries.setdefault(term.name, (term, []))[1].append(value)
    return sorted(entries.values(), key=_rank)


def _text_of_value(told: tuple[NamedNode, Value]) -> str:
    return str(told[1])


def _rank(entry: Entry) -> tuple[int, str]:
    return entry[0].rank, entry[0].name


def _one_or_many(term: Term, values: list[Any]) -> Any:
    return values if term.always_list or len(values) > 1 else values[0]


def _language_map(term: Term, values: list[Value]) -> JsonObject:
    texts: dict[str, list[str]] = defaultdict(list)
    for value in values:
        if isinstance(value, Literal) and value.language:
            texts[value.language].append(value.value)
    return {language: _one_or_many(term, texts[language]) for language in sorted(texts)}
