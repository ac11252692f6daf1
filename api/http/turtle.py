"""Triples that stand in a Turtle file beside the module that serves them, read with the service's address as base."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import product
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

Term = NamedNode | Literal
Values = Term | Iterable[Term]
VALUE = "value:"
"""What the IRIs begin with that stand for what varies: `value:publisher` for whatever is given as `publisher`."""


@cache
def _read_template(path: Path) -> str:
    """The text of a file."""
    return path.read_text(encoding="utf-8")


def fill(path: Path, base: str, values: Mapping[str, Values]) -> Iterator[Triple]:
    """The triples of a Turtle file, with values in the place of the IRIs that stand for them.

    Values are put in as terms, never as text. Of several, each has its own triple; of none, there is no triple.
    """
    for quad in parse(_read_template(path), RdfFormat.TURTLE, base_iri=base):
        terms = (_values(term, values) for term in (quad.subject, quad.predicate, quad.object))
        for subject, predicate, value in product(*terms):
            assert isinstance(subject, NamedNode), "what stands for a subject is an IRI"
            assert isinstance(predicate, NamedNode), "what stands for a predicate is an IRI"
            yield Triple(subject, predicate, value)


def _values(term: object, values: Mapping[str, Values]) -> list[Term]:
    """The terms that a term of the file stands for."""
    assert isinstance(term, NamedNode | Literal), "the files have no blank nodes"
    if not isinstance(term, NamedNode) or not term.value.startswith(VALUE):
        return [term]
    found = values[term.value.removeprefix(VALUE)]
    return [found] if isinstance(found, NamedNode | Literal) else list(found)
