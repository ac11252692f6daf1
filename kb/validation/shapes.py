"""The shapes of a folder, and what a record breaks of them, told to curators."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pyoxigraph
from pyoxigraph import NamedNode, RdfFormat, Triple

from kb.errors import MalformedShapes
from kb.model.vocabulary import ENGLISH, Terms
from kb.namespaces import BASE, term
from kb.store.embedded import EmbeddedStore
from kb.validation import compiled
from kb.validation.engines import Engine
from kb.validation.findings import SHAPES, Finding
from kb.validation.languages import turtle
from kb.validation.results import Node, Result
from kb.validation.shapes_graph import ShapesGraph

_OF_TOMBSTONES = ("Deprecated", "Replaced")
_MOST_MEMBERS = 30
"""How many members of a closed list a message names."""


def broken(store: EmbeddedStore, folder: Path, terms: Terms, engine: Engine = compiled.results) -> Iterator[Finding]:
    """What the default graph of a store breaks; of what is withdrawn, no more is asked than of tombstones.

    Raises MalformedShapes for a file of shapes that can't be used.
    """
    rules = read(folder, terms.languages)
    gone = {quad.subject for quad in store.store.quads_for_pattern(None, term("owl:deprecated"), None)}
    try:
        for result in engine(store, rules):
            if result.focus not in gone or result.shape.value.removeprefix(SHAPES).partition(".")[0] in _OF_TOMBSTONES:
                yield _finding(result, rules, terms)
    except MalformedShapes as error:
        raise MalformedShapes(f"{folder.name}/: {error}") from None


@cache
def read(folder: Path, languages: tuple[str, ...] = (ENGLISH,)) -> ShapesGraph:
    """The shapes of a folder, for a record in some languages; raises MalformedShapes for a file that is not Turtle."""
    triples = [triple for path in sorted(folder.glob("*.ttl")) for triple in _parse(path)]
    if languages == (ENGLISH,):
        return ShapesGraph(triples)
    quads = list(pyoxigraph.parse(turtle(languages), RdfFormat.TURTLE, base_iri=BASE))
    lists = {quad.subject for quad in quads if isinstance(quad.subject, NamedNode)}
    return ShapesGraph(
        [*(triple for triple in triples if triple.subject not in lists), *(quad.triple for quad in quads)]
    )


def _parse(path: Path) -> list[Triple]:
    try:
        return [quad.triple for quad in pyoxigraph.parse(path.read_bytes(), RdfFormat.TURTLE, base_iri=BASE)]
    except SyntaxError as error:
        raise MalformedShapes(f"{path.parent.name}/{path.name}:{error.lineno or 1}: {error.msg}") from None


def _finding(result: Result, rules: ShapesGraph, terms: Terms) -> Finding:
    message = result.messages[0].value if result.messages else f"It breaks the constraint {result.component}."
    return Finding.of(
        focus=result.focus,
        rule=result.shape.value.removeprefix(SHAPES),
        message=f"{message}{_allowed(result, rules, terms)}",
        path=result.path if isinstance(result.path, NamedNode) else None,
        value=result.value,
        component=result.component,
    )


def _allowed(result: Result, rules: ShapesGraph, terms: Terms) -> str:
    """What may stand where something else does: the values of a list, or things of some classes; ends a message."""
    kind = result.component.removesuffix("ConstraintComponent")
    if kind == "In":
        values = [value for head in rules.values(result.shape, "in") for value in rules.members(head)]
        return f" There are: {', '.join(_named(value, terms) for value in values)}." if values else ""
    if kind not in ("Class", "Or"):
        return ""
    choices = [result.shape, *(each for head in rules.values(result.shape, "or") for each in rules.members(head))]
    classes = [value.value for choice in choices for value in rules.values(choice, "class")]
    members = [terms.compact(iri) for each in classes for iri in terms.concepts_of(each)]
    if classes and 0 < len(members) <= _MOST_MEMBERS:
        return f" There are: {', '.join(members)}."
    return f" It takes {' or '.join(map(terms.compact, classes))}." if classes else ""


def _named(value: Node, terms: Terms) -> str:
    return terms.compact(value.value) if isinstance(value, NamedNode) else value.value
