"""The things of the record as a whole: all that have a document, and those that another dataset is linked to."""

from pyoxigraph import NamedNode

from kb import resources
from kb.namespaces import compact
from kb.store.binding import select_each
from kb.store.protocol import Store

EXACT = "skos:exactMatch"
MATCHES = (EXACT, "skos:closeMatch", "skos:broadMatch", "skos:narrowMatch", "skos:relatedMatch")
"""The kinds of links to other datasets, the closer first."""


def things(store: Store) -> list[str]:
    """The IRIs of all that has a document of its own, in order."""
    return [row["thing"].value for row in store.select(resources.query("reading", "things"))]


def linked_to(store: Store, item: NamedNode) -> list[tuple[str, str]]:
    """The IRIs of the things that an item of another dataset is linked to, with the kind of match; closer first."""
    rows = select_each(store, resources.query("reading", "linked_to"), "node", [item])
    found = [(row["thing"].value, compact(row["match"].value)) for row in rows]
    return sorted(found, key=lambda pair: (MATCHES.index(pair[1]), pair[0]))
