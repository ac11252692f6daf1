"""What is meant by a name that stands where a filter wants a thing."""

from collections.abc import Sequence
from typing import Protocol

from kb.errors import FilterInvalid, SearchRefused
from kb.model.vocabulary import Terms
from kb.reading.filters import LONGEST, TEXTS, Filter
from kb.search.asking import MOST, Asking
from kb.search.index import GIST
from kb.search.ranking import Hit

MOST_CHOICES = 8
CLAIM = "claim"


class Listed(Protocol):
    """The things of a record, by path."""

    @property
    def things(self) -> frozenset[str]:
        """Their paths."""


def find_meant(text: str, filter: Filter, listed: Listed, asking: Asking, terms: Terms) -> str:
    """The path of the thing that a filter's value names; what is a path already, or names nothing, stays.

    Raises FilterInvalid with the choices where several things are named so.
    """
    path = terms.path(text[:LONGEST]).strip("/")
    if path in listed.things or "/" in path or filter.words or filter.name in TEXTS:
        return text
    if not (hits := _named(text, filter, asking)):
        return text
    choices = {terms.path(hit.thing.iri): hit.thing.label for hit in hits[:MOST_CHOICES]}
    if len(choices) == 1:
        return next(iter(choices))
    meant = "; ".join(f"{label} ({path})" for path, label in choices.items())
    raise FilterInvalid(f"{filter.name}: several things may be called {text[:LONGEST]!r}: {meant}.", choices)


def _named(text: str, filter: Filter, asking: Asking) -> Sequence[Hit]:
    """What a name may mean: only what has it as a whole, if anything has."""
    kinds = [kind for kind in filter.kinds or asking.search.kinds if kind in asking.search.kinds and kind != CLAIM]
    if not kinds:
        return ()
    try:
        found = asking.find(text, kinds).hits
    except SearchRefused:
        return ()
    hits = [hit for hit in found if hit.name.predicate != GIST and hit.match != MOST]
    return [hit for hit in hits if hit.match == "exact"] or hits
