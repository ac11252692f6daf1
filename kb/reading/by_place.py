"""How much is claimed of each place, and in which source."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from kb.reading.facts import Reference
from kb.reading.overview import Overview


@dataclass(frozen=True)
class PlaceCount:
    """A place, where it lies if that is known, and how many claims speak of it, in all and by source."""

    place: Reference
    point: tuple[float, float] | None
    """Latitude and longitude, in degrees."""
    total: int
    by_source: Mapping[str, int]


def count_places(overview: Overview, claims: Collection[str]) -> list[PlaceCount]:
    """The places of claims, those of which most speak first; what lies within a place does not count as it does."""
    totals: Counter[str] = Counter()
    by_source: dict[str, Counter[str]] = {}
    for claim in claims:
        sources = {taken.source for taken in overview.taken_on.get(claim, ())}
        for place in overview.places.get(claim, ()):
            totals[place] += 1
            by_source.setdefault(place, Counter()).update(sources)
    names = overview.names(totals)
    found = [PlaceCount(names[place], overview.points.get(place), n, by_source[place]) for place, n in totals.items()]
    return sorted(found, key=lambda each: (-each.total, each.place.text))
