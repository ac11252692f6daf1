"""A check on what JSON-LD makes of nodes: each value that goes in comes out as a statement.

A processor leaves out what it does not understand, without a word (https://www.w3.org/TR/json-ld11/#data-model).
"""

from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kb.authoring.nodes import Reading
from kb.errors import Problem
from kb.model import context
from kb.model.context import Expanded, Key
from kb.model.vocabulary import Terms
from kb.namespaces import expand

Statement = tuple[str, str, str, str | None]
"""The IRIs of subject and property, the value, and its language."""


def lost(reading: Reading, quads: Iterable[Quad]) -> Iterator[Problem]:
    """What was authored and is in no quad."""
    made = {_statement(quad) for quad in quads if not isinstance(quad.object, BlankNode | Triple)}
    for node in _all_nodes(reading.nodes):
        id = str(node["id"])
        for name, statement in _statements(node, reading.terms):
            if statement not in made:
                _, _, value, language = statement
                tag = f" in the language {language!r}" if language else ""
                place = reading.defined[id]
                yield place.problem(f"the value {value!r} of {name!r}{tag} makes no statement of RDF: write another")


def _statement(quad: Quad) -> Statement:
    subject, object_ = quad.subject, quad.object
    assert isinstance(subject, NamedNode)
    assert isinstance(object_, NamedNode | Literal)
    return subject.value, quad.predicate.value, object_.value, getattr(object_, "language", None)


def _all_nodes(nodes: Iterable[Expanded]) -> Iterator[Expanded]:
    """The nodes, and those that are nested in them."""
    keys = context.authored_keys()
    for node in nodes:
        yield node
        for name, value in node.items():
            if name in keys and keys[name].leads_to_things:  # of texts, what stands under `id` is Indonesian
                yield from _all_nodes(item for item in _listed(value) if isinstance(item, dict))


def _statements(node: Expanded, terms: Terms) -> Iterator[tuple[str, Statement]]:
    """What each value of a node states, with its key."""
    subject = _iri(str(node["id"]), terms)
    for name, value in node.items():
        if name in ("id", "type"):
            continue
        key = context.authored_keys()[name]
        for item, language in _values(key, value, terms):
            yield name, (subject, expand(key.iri), item, language)


def _values(key: Key, value: object, terms: Terms) -> Iterator[tuple[str, str | None]]:
    """The values of a key, each as it stands in RDF, with its language."""
    if key.is_text:
        assert isinstance(value, dict)
        yield from ((str(text), tag) for tag, texts in value.items() for text in _listed(texts))
        return
    for item in _listed(value):
        id = item["id"] if isinstance(item, dict) else item
        yield (_iri(str(id), terms) if key.leads_to_things or key.type == "@vocab" else str(id)), None


def _iri(path: str, terms: Terms) -> str:
    return path if "://" in path else terms.id + path


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]
