"""Triples made in Python, where no query can make them."""

from pyoxigraph import Literal, NamedNode, Triple

from kb.namespaces import expand


def node(subject: NamedNode, predicate: str, value: str | NamedNode) -> Triple:
    """A triple whose object is a node; the predicate is an IRI or a CURIE."""
    node = value if isinstance(value, NamedNode) else NamedNode(_iri(value))
    return Triple(subject, NamedNode(_iri(predicate)), node)


def text(subject: NamedNode, predicate: str, value: str) -> Triple:
    """A triple whose object is an English text."""
    return Triple(subject, NamedNode(_iri(predicate)), Literal(value, language="en"))


def number(subject: NamedNode, predicate: str, value: float) -> Triple:
    """A triple whose object is a number."""
    is_whole = value == int(value)
    return typed(
        subject, predicate, str(int(value) if is_whole else value), "xsd:integer" if is_whole else "xsd:decimal"
    )


def typed(subject: NamedNode, predicate: str, value: str, datatype: str) -> Triple:
    """A triple whose object is a literal of a datatype."""
    return Triple(subject, NamedNode(_iri(predicate)), Literal(value, datatype=NamedNode(_iri(datatype))))


def _iri(name: str) -> str:
    """The IRI that an IRI or a CURIE stands for."""
    return name if "://" in name else expand(name)
