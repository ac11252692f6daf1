"""The values with which tables of others are extended: what identifies things, and the claims about them.

What claims say is told by the claims alone: it is no property of a thing.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence

from pyoxigraph import Literal, NamedNode

from kb import resources
from kb.namespaces import compact, term
from kb.reading.facts import Facts, Reference, Value
from kb.reading.nodes import facts
from kb.store.binding import bind, select_each
from kb.store.protocol import Store

Values = dict[tuple[str, str], list[Value]]
"""Values by the IRI of a thing and the CURIE of a property, in order."""


def values(store: Store, things: Sequence[NamedNode], properties: Collection[str]) -> Values:
    """The values of properties, which are given as CURIEs, of things."""
    found: Values = defaultdict(list)
    query = bind(resources.query("reading", "extension"), "property", map(term, sorted(properties)))
    for node, property, value in select_each(store, query, "node", things) if properties else ():
        if isinstance(value, NamedNode | Literal):
            found[node.value, compact(property.value)].append(value)
    for each in found.values():
        each.sort(key=_order)
    return found


def claims(store: Store, things: Sequence[NamedNode]) -> dict[str, list[Reference]]:
    """The claims about things, by what they say."""
    found: dict[str, list[Reference]] = defaultdict(list)
    for node, claim, gist in select_each(store, resources.query("reading", "extension_claims"), "node", things):
        found[node.value].append(Reference(gist.value, claim.value, gist.language or ""))
    for each in found.values():
        each.sort(key=lambda reference: reference.iri or "")
    return found


def named(store: Store, nodes: Sequence[NamedNode]) -> Facts:
    """What nodes are called."""
    found = facts(store, "naming", nodes)
    return Facts.of((quad.triple for quads in found.values() for quad in quads), terms=store.terms)


def _order(value: Value) -> tuple[str, str]:
    """The place among values: English first among texts, then by language."""
    language = value.language or "" if isinstance(value, Literal) else ""
    return "" if language == "en" else language or "~", value.value
