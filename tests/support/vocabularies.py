"""The terms of other vocabularies that were seen in them, one list a vocabulary, and the IRIs that our files use."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse
from support.places import TESTS

from kb.namespaces import BASE

LISTS = sorted((TESTS / "ontology" / "vocabularies").glob("*.txt"))


@dataclass(frozen=True)
class Vocabulary:
    """One list: the namespace, where its terms were seen, and the kind of each.

    Kinds are class, property, datatype, individual and document.
    """

    namespace: str
    seen_in: tuple[str, ...]
    kinds: dict[str, str]


def read(path: Path) -> Vocabulary:
    """The vocabulary of one list; Wikidata's gives the label that was seen behind each kind."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return Vocabulary(
        namespace=next(_headings(lines, "namespace"), ""),
        seen_in=tuple(_headings(lines, "seen in")),
        kinds={iri: kind for iri, kind, *_ in (line.split("\t") for line in lines if not line.startswith("#"))},
    )


@cache
def all_lists() -> tuple[Vocabulary, ...]:
    """All lists."""
    return tuple(read(path) for path in LISTS)


@cache
def kinds() -> dict[str, str]:
    """The kind of each outside term that was seen."""
    return {iri: kind for vocabulary in all_lists() for iri, kind in vocabulary.kinds.items()}


def unseen(iris: Iterable[str]) -> list[str]:
    """Those of the IRIs that are neither ours nor in any list."""
    return sorted(iri for iri in set(iris) if not iri.startswith(BASE) and iri not in kinds())


def iris(path: Path) -> set[str]:
    """Every IRI of a Turtle file, with the datatypes of its literals."""
    return {iri for quad in _quads(path) for term in quad.triple for iri in _iris(term)}


def links(path: Path) -> list[tuple[str, str, str]]:
    """The statements of a Turtle file that hold between IRIs."""
    return [
        (quad.subject.value, quad.predicate.value, quad.object.value)
        for quad in _quads(path)
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)
    ]


def context_iris(path: Path) -> set[str]:
    """Every IRI that a JSON-LD context's terms stand for, without the namespaces of its prefixes."""
    prefixes = context_prefixes(path)
    terms = {name: value for name, value in _context(path).items() if name not in prefixes and not name.startswith("@")}
    definitions = [value for value in terms.values() if value is not None]
    return {_expand(word, prefixes) for definition in definitions for word in _words(definition)}


def context_prefixes(path: Path) -> dict[str, str]:
    """The prefixes of a JSON-LD context and their namespaces."""
    return {name: value for name, value in _context(path).items() if str(value).endswith(("#", "/"))}


def _context(path: Path) -> dict[str, Any]:
    context: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["@context"]
    return context


def _quads(path: Path) -> Iterator[Quad]:
    return iter(parse(path=str(path), format=RdfFormat.TURTLE, base_iri=BASE))


def _headings(lines: list[str], key: str) -> Iterator[str]:
    return (line.removeprefix(f"# {key} ") for line in lines if line.startswith(f"# {key} "))


def _iris(term: NamedNode | BlankNode | Literal | Triple) -> Iterator[str]:
    if isinstance(term, NamedNode):
        yield term.value
    if isinstance(term, Literal):
        yield term.datatype.value


def _words(definition: str | dict[str, Any]) -> Iterator[str]:
    """The words of a term's definition that stand for IRIs: not the keywords."""
    keys = ("@id", "@reverse", "@type")
    words = [definition] if isinstance(definition, str) else [definition[key] for key in keys if key in definition]
    return (word for word in words if not word.startswith("@"))


def _expand(word: str, prefixes: dict[str, str]) -> str:
    prefix, _, local = word.partition(":")
    return prefixes[prefix] + local if prefix in prefixes else word
