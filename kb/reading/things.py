"""The things of the record as a whole: all that have a document, and those that another dataset is linked to."""

from pyoxigraph import NamedNode, Variable

from kb import resources
from kb.namespaces import expand
from kb.store.protocol import Store

MATCHES = ("skos:exactMatch", "skos:closeMatch")
"""The kinds of links that are followed, the better first."""


def things(store: Store) -> list[str]:
    """The IRIs of all that has a document of its own, in order."""
    return [row["thing"].value for row in store.select(resources.query("reading", "things"))]


def linked_to(store: Store, item: NamedNode) -> list[str]:
    """The IRIs of the things that an item of another dataset is linked to, by the best kind of link there is."""
    rows = store.select(resources.query("reading", "linked_to"), {Variable("node"): item})
    by_match = [[row["thing"].value for row in rows if row["match"].value == expand(match)] for match in MATCHES]
    return next((things for things in by_match if things), [])
