"""Turtle (https://www.w3.org/TR/turtle/) and TriG (https://www.w3.org/TR/trig/) that depend on nothing but the triples.

One block a subject, one line a predicate or value, all sorted: a small change of data is a small change of text.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain

from pyoxigraph import Literal, NamedNode

from kb.namespaces import PREFIXES, term
from kb.rdf import iris
from kb.rdf.compaction import Context
from kb.rdf.graphs import Graph, Graphs, GroundTriple

INDENT = "    "
BARE = {
    PREFIXES["xsd"] + "boolean": re.compile("true|false"),
    PREFIXES["xsd"] + "integer": re.compile("0|-?[1-9][0-9]{0,17}"),
}
"""Literals written without quotes and datatype: those that readers which compute their value write the same again."""

KIND, LOCAL = re.compile("[a-z](?:[a-z-]*[a-z])?"), re.compile(r"\w(?:[\w-]*\w)?", re.ASCII)
"""Kinds that can be prefixes, and the names of things behind them that need no escape: those of a single word."""

NAMES_KEPT = 1 << 14


class _Names:
    """The text of each term, and the prefixes that the texts made so far use."""

    def __init__(self, words: Context) -> None:
        self.base = words.base
        self.prefixes = {**PREFIXES, **words.own_prefixes}
        self.namespaces = {namespace: prefix for prefix, namespace in self.prefixes.items()}
        self.used: set[str] = set()
        self.kinds: set[str] = set()
        self.iri = lru_cache(NAMES_KEPT)(self._iri)

    def __getitem__(self, term: NamedNode | Literal) -> str:
        return self.iri(term) if isinstance(term, NamedNode) else self._literal(term)

    def _iri(self, node: NamedNode) -> str:
        if path := iris.relative(node.value, self.base):
            kind, _, local = path.partition("/")
            if kind in self.prefixes or not KIND.fullmatch(kind) or not LOCAL.fullmatch(local):
                return f"<{path}>"
            self.kinds.add(kind)
            return f"{kind}:{local}"
        curie = iris.curie(node.value, self.namespaces)
        if curie is None:
            return str(node)
        self.used.add(curie.partition(":")[0])
        return curie

    def _literal(self, literal: Literal) -> str:
        datatype = literal.datatype
        if literal.language or datatype.value == PREFIXES["xsd"] + "string":
            return str(literal)
        bare = BARE.get(datatype.value)
        if bare and bare.fullmatch(literal.value):
            return literal.value
        return f"{Literal(literal.value)}^^{self.iri(datatype)}"

    def header(self, triples: Iterable[GroundTriple]) -> str:
        """The directives that the texts of all terms of the triples need."""
        for subject, predicate, value in triples:
            self.iri(subject)
            if predicate != term("rdf:type"):
                self.iri(predicate)
            self[value]
        kinds = {kind: f"{self.base}{kind}/" for kind in self.kinds}
        spaces = {prefix: self.prefixes[prefix] for prefix in self.used} | kinds
        prefixes = [f"@prefix {prefix}: <{space}> ." for prefix, space in sorted(spaces.items())]
        return "\n".join([f"@base <{self.base}> .", *prefixes])


def serialize_turtle(graph: Graph, words: Context) -> Iterator[bytes]:
    """The triples as a Turtle document, block by block."""
    names = _Names(words)
    yield f"{names.header(graph)}\n".encode()
    for block in _blocks(graph, names):
        yield f"\n{block}\n".encode()


def serialize_trig(graphs: Graphs, words: Context) -> Iterator[bytes]:
    """The quads as a TriG document, block by block: the default graph, then each named graph."""
    names = _Names(words)
    yield f"{names.header(chain(graphs.default, *graphs.named.values()))}\n".encode()
    for block in _blocks(graphs.default, names):
        yield f"\n{block}\n".encode()
    for name, graph in graphs.named.items():
        yield from _braced(name, _blocks(graph, names))


def _braced(name: NamedNode, blocks: Iterable[str]) -> Iterator[bytes]:
    opening = first = f"\n{name} {{\n"
    for block in blocks:
        indented = INDENT + block.replace("\n", "\n" + INDENT)
        yield f"{opening}{indented}\n".encode()
        opening = "\n"
    if opening != first:
        yield b"}\n"


def _blocks(graph: Graph, names: _Names) -> Iterator[str]:
    for subject in sorted(graph.subjects(), key=lambda subject: iris.position(subject.value)):
        yield _block(subject, graph.about(subject), names)


def _block(subject: NamedNode, triples: Iterable[GroundTriple], names: _Names) -> str:
    properties: dict[NamedNode, set[str]] = defaultdict(set)
    for _, predicate, value in triples:
        properties[predicate].add(names[value])
    types = properties.pop(term("rdf:type"), None)
    lines = [_line("a", types)] if types else []
    lines += sorted(_line(names[predicate], values) for predicate, values in properties.items())
    return f"{names[subject]}\n{INDENT}" + f" ;\n{INDENT}".join(lines) + " ."


def _line(verb: str, values: set[str]) -> str:
    if len(values) == 1:
        return f"{verb} {next(iter(values))}"
    return f"{verb}\n{INDENT * 2}" + f",\n{INDENT * 2}".join(sorted(values))
