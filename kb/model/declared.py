"""What the triples of an ontology or a list say of their subjects, as dictionaries."""

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Triple


def texts(declared: Iterable[Triple], predicate: str) -> dict[str, dict[str, str]]:
    """The texts that things have as value of a property, by subject and language."""
    found: dict[str, dict[str, str]] = {}
    for t in declared:
        if t.predicate.value == predicate and isinstance(t.subject, NamedNode) and isinstance(t.object, Literal):
            found.setdefault(t.subject.value, {})[t.object.language or ""] = t.object.value
    return found


def values(declared: Iterable[Triple], predicate: str, keep: str | None = None) -> dict[str, str]:
    """The values of a property by subject, one for each; only those that are `keep`, where it is given."""
    return {
        t.subject.value: t.object.value
        for t in declared
        if t.predicate.value == predicate
        and not isinstance(t.subject, Triple)
        and not isinstance(t.object, Triple)
        and keep in (None, t.object.value)
    }
