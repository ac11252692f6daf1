"""Turtle (https://www.w3.org/TR/turtle/) and TriG (https://www.w3.org/TR/trig/) that depend on nothing but the triples.

One block a subject, one line a predicate or value, all sorted: a small change of data is a small change of text.
"""

import re
from collections import defaultdict

from pyoxigraph import Literal, NamedNode

from kb.namespaces import ID, PREFIXES
from kb.rdf import graphs, iris

INDENT = "    "
TYPE = NamedNode(PREFIXES["rdf"] + "type")
BARE = {
    PREFIXES["xsd"] + "boolean": re.compile("true|false"),
    PREFIXES["xsd"] + "integer": re.compile("0|-?[1-9][0-9]{0,17}"),
}
"""Literals written without quotes and datatype: those that readers which compute their value write the same again."""


class Names(dict[NamedNode | Literal, str]):
    """The text of each term, made once, and the prefixes that the texts use."""

    def __init__(self) -> None:
        self.namespaces = {namespace: prefix for prefix, namespace in PREFIXES.items()}
        self.used: set[str] = set()

    def __missing__(self, term: NamedNode | Literal) -> str:
        text = self._iri(term) if isinstance(term, NamedNode) else self._literal(term)
        self[term] = text
        return text

    def _iri(self, node: NamedNode) -> str:
        path = iris.relative(node.value)
        if path is not None:
            return f"<{path}>"
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
        return f"{Literal(literal.value)}^^{self[datatype]}"

    def header(self) -> str:
        """The directives that the texts need."""
        prefixes = [f"@prefix {prefix}: <{PREFIXES[prefix]}> ." for prefix in sorted(self.used)]
        return "\n".join([f"@base <{ID}> .", *prefixes])


def serialize_turtle(statements: graphs.Statements) -> bytes:
    """The triples as a Turtle document, whatever graph they are in."""
    names = Names()
    blocks = _blocks(graphs.triples(statements), names)
    return _document(names, blocks)


def serialize_trig(quads: graphs.Statements | graphs.Graphs) -> bytes:
    """The quads as a TriG document: the default graph, then each named graph."""
    names = Names()
    default, named = graphs.graphs(quads)
    parts = _blocks(default, names)
    for name, triples in named.items():
        blocks = [INDENT + block.replace("\n", "\n" + INDENT) for block in _blocks(triples, names)]
        parts.append("{} {{\n{}\n}}".format(name, "\n\n".join(blocks)))
    return _document(names, parts)


def _document(names: Names, parts: list[str]) -> bytes:
    return ("\n\n".join([names.header(), *parts]) + "\n").encode()


def _blocks(triples: list[graphs.GroundTriple], names: Names) -> list[str]:
    subjects: dict[NamedNode, dict[NamedNode, set[str]]] = defaultdict(lambda: defaultdict(set))
    for subject, predicate, value in triples:
        subjects[subject][predicate].add(names[value])
    ordered = sorted(subjects, key=lambda subject: iris.position(subject.value))
    return [_block(subject, subjects[subject], names) for subject in ordered]


def _block(subject: NamedNode, properties: dict[NamedNode, set[str]], names: Names) -> str:
    types = properties.pop(TYPE, None)
    lines = [_line("a", types)] if types else []
    lines += sorted(_line(names[predicate], values) for predicate, values in properties.items())
    return f"{names[subject]}\n{INDENT}" + f" ;\n{INDENT}".join(lines) + " ."


def _line(verb: str, values: set[str]) -> str:
    if len(values) == 1:
        return f"{verb} {next(iter(values))}"
    return f"{verb}\n{INDENT * 2}" + f",\n{INDENT * 2}".join(sorted(values))
