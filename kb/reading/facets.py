"""Facets: by what a list can be narrowed further, and how much would be left."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import NamedNode

from kb.reading.filters import DISPUTED, Filters
from kb.reading.lists import Lists
from kb.reading.overview import Dated, Overview, Taken

OF_STANCES = ("source", "speaker", "stance", "manner")
"""What is of an utterance that takes a stance; filters by these hold of one utterance together."""

FACETS = {
    "claims": (*OF_STANCES, "disputed", "place", "decade"),
    "entities": ("type", "linked", "source", "place", "decade"),
    "questions": ("disputed", "source", "speaker", "place", "decade"),
    "sources": ("speaker", "manner"),
}
"""The facets of each list."""

LABELS = {
    ("disputed", "true"): "disputed",
    ("disputed", "false"): "not disputed",
    ("linked", "true"): "linked to the same in other datasets",
    ("linked", "false"): "not linked",
}
"""How values are called that are no things."""


@dataclass(frozen=True)
class Choice:
    """A value of a facet: its name, the values of filters that choose it, and how many items it leaves."""

    text: str
    filters: Mapping[str, str]
    count: int


class Facets:
    """Counts what each further filter would leave of a list."""

    def __init__(self, lists: Lists, overview: Overview) -> None:
        self.lists, self.overview, self.terms = lists, overview, lists.store.terms

    def of(self, list_name: str, filters: Filters, items: Collection[NamedNode]) -> dict[str, list[Choice]]:
        """The facets of a list that no filter narrows yet, each with its values, those that leave most first."""
        kept = {item.value for item in items}
        about_claims = {name: texts for name, texts in filters.items() if name not in ("q", "type", "linked")}
        claims = {node.value for node in self.lists.items("claims", about_claims)}
        counted: dict[str, Counter[str]] = {}
        for facet in FACETS[list_name]:
            if not ({"from", "to"} if facet == "decade" else {facet}).intersection(filters):
                pairs = {pair for pair in self._pairs(facet, list_name, about_claims, claims, kept) if pair[0] in kept}
                counted[facet] = Counter(value for _, value in pairs)
        return {facet: self._choices(facet, counts) for facet, counts in counted.items() if counts}

    def _pairs(
        self, facet: str, list_name: str, filters: Filters, claims: Collection[str], kept: Collection[str]
    ) -> Iterator[tuple[str, str]]:
        """The items with the values that a facet has for them."""
        if facet in ("type", "linked"):
            values = self._kinds() if facet == "type" else self._linked(kept)
            yield from ((item, value) for item in kept for value in values.get(item, ()))
        elif facet in OF_STANCES:
            for taken in self._stances(filters, claims):
                yield from ((item, getattr(taken, facet)) for item in self._items(list_name, taken))
        else:
            of_claims = self._of_claims(facet)
            for taken in self._stances(filters, claims):
                for item in self._items(list_name, taken):
                    yield from ((item, value) for value in of_claims(taken.claim))

    def _stances(self, filters: Filters, claims: Collection[str]) -> Iterator[Taken]:
        """The stances on some claims that filters leave."""
        wanted = {
            name: {node.value for node in self.lists.terms(self.lists.filters[name], filters[name])}
            for name in OF_STANCES
            if name in filters
        }
        for taken in self.overview.taken:
            if taken.claim in claims and all(getattr(taken, name) in values for name, values in wanted.items()):
                yield taken

    def _items(self, list_name: str, taken: Taken) -> Collection[str]:
        """The items of a list to which a stance on a claim leads."""
        if list_name == "claims":
            return (taken.claim,)
        if list_name == "sources":
            return (taken.source,)
        if list_name == "questions":
            return (self.overview.questions.get(taken.claim, ""),)
        return self.overview.spoken_of.get(taken.claim, {})

    def _of_claims(self, facet: str) -> Callable[[str], Collection[str]]:
        """What finds the values that a facet has for a claim."""
        overview = self.overview
        if facet == "disputed":
            return lambda claim: [str(overview.status[claim] == DISPUTED).lower()] if claim in overview.status else []
        if facet == "place":
            return lambda claim: {overview.outermost(place) for place in overview.places.get(claim, ())}
        return lambda claim: {decade for time in overview.dates.get(claim, ()) for decade in self._decades(time)}

    @cached_property
    def extent(self) -> tuple[int, int]:
        """The first and the last decade that a bound of any time lies in, as the first three figures of its years."""
        bounds = [
            int(bound[:3])
            for times in self.overview.dates.values()
            for time in times
            for bound in (time.begin, time.end)
            if bound
        ]
        return min(bounds, default=0), max(bounds, default=0)

    def _decades(self, time: Dated) -> list[str]:
        """The first years of the decades in which a time may lie; nothing bounds it where it is open."""
        first = int(time.begin[:3]) if time.begin else self.extent[0]
        last = int(time.end[:3]) if time.end else self.extent[1]
        return [f"{decade}0" for decade in range(first, last + 1)]

    def _kinds(self) -> Mapping[str, list[str]]:
        """The kinds of things, by the words of the filter."""
        words = {iri: word for word, (iri,) in self.lists.filters["type"].words.items()}
        return {
            thing: [words[class_] for class_ in classes if class_ in words]
            for thing, classes in self.overview.classes.items()
        }

    def _linked(self, kept: Collection[str]) -> Mapping[str, Sequence[str]]:
        """Whether things are linked to the same elsewhere, as the filter says it."""
        return {thing: ("true",) if thing in self.overview.linked else ("false",) for thing in kept}

    def _choices(self, facet: str, counts: Mapping[str, int]) -> list[Choice]:
        """The values of a facet, those that leave most first, decades in their order."""
        values = [value for value in counts if value]
        if facet == "decade":
            return [
                Choice(f"{value}s", {"from": value, "to": f"{value[:3]}9"}, counts[value]) for value in sorted(values)
            ]
        named = self.overview.names(value for value in values if self.terms.has(value))
        words = {iri: word for word, (iri, *_) in self.lists.filters[facet].words.items()}
        found = [
            Choice(
                named[value].text
                if value in named
                else LABELS.get((facet, value)) or self.terms.labels.get(value, value),
                {facet: words.get(value) or self.terms.path(value)},
                counts[value],
            )
            for value in values
        ]
        return sorted(found, key=lambda choice: (-choice.count, choice.text))
