"""The menu of all pages: the places of the record in the order in which a reader looks for them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Item:
    """A place that the menu leads to: what it is called, and its path below the root."""

    text: str
    path: str


PLACES = (
    Item("Questions", "/questions"),
    Item("People", "/entities?type=person"),
    Item("Places", "/entities?type=place"),
    Item("Events", "/entities?type=event"),
    Item("Organizations", "/entities?type=organization"),
    Item("Sources", "/sources"),
    Item("Timeline", "/timeline"),
    Item("Map", "/map"),
    Item("Search", "/search"),
)
"""What readers look for."""

DATA = (
    Item("SPARQL", "/sparql"),
    Item("Downloads", "/dumps/"),
    Item("Reconciliation", "/reconcile"),
    Item("Links to others", "/links"),
    Item("Ontology", "/ontology"),
    Item("API", "/docs"),
)
"""What those look for who work with the data."""

KINDS = {
    "question": "/questions",
    "person": "/entities?type=person",
    "place": "/entities?type=place",
    "event": "/entities?type=event",
    "organization": "/entities?type=organization",
    "source": "/sources",
}
"""Where in the menu a thing belongs, by its kind."""


def place_of(local: str) -> str:
    """The path of the menu under which a thing stands, by the path of the thing; empty where none is its place."""
    return KINDS.get(local.partition("/")[0], "")
