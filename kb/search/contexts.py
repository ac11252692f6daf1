"""What tells namesakes apart: links, places, roles, years, coordinates, and how they agree with what a table says."""

import math
import re
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

NEAR, FAR = 25.0, 250.0
"""Kilometres within which a place is at the point that is given, and from which on it is not."""

YEARS = 40
"""How many years apart what is said of a thing and a date that is given contradict each other."""

EARTH = 6371.0
YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
POINT = re.compile(r"\s*(-?\d{1,2}(?:\.\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*")
ITEM = re.compile(r"(?:https?://www\.wikidata\.org/(?:entity|wiki)/|wd:)?(Q[1-9]\d*)")


@dataclass
class Context:
    """What the record knows of one thing."""

    links: set[str] = field(default_factory=set)
    near_links: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    years: set[int] = field(default_factory=set)
    latitude: float | None = None
    longitude: float | None = None

    @property
    def items(self) -> set[str]:
        """The items of Wikidata that it is linked to as the same."""
        return {match[1] for match in map(ITEM.fullmatch, self.links) if match}

    @property
    def point(self) -> tuple[float, float] | None:
        """Where it lies, if that is known."""
        return None if self.latitude is None or self.longitude is None else (self.latitude, self.longitude)


_SETS = {"link": "links", "near-link": "near_links", "place": "places", "role": "roles"}


def _read(rows: Iterable[tuple[str, str, str]]) -> dict[str, Context]:
    """The contexts of things, from rows of thing, property and value."""
    found: dict[str, Context] = {}
    for thing, property, value in rows:
        context = found.setdefault(thing, Context())
        if property in _SETS:
            getattr(context, _SETS[property]).add(value)
        elif property == "year":
            context.years.add(int(value))
        else:
            setattr(context, property, float(value))
    return found


def stored(index: sqlite3.Connection) -> dict[str, Context]:
    """The contexts that an index holds."""
    return _read(index.execute("SELECT iri, property, value FROM contexts JOIN things ON things.id = thing"))


@dataclass(frozen=True)
class Given:
    """What a table says of the thing that it names: a property, by its word, and its values."""

    property: str
    values: tuple[str, ...]


Places = Callable[[str], frozenset[str]]
"""Finds the things that a name of a place may mean."""


def agreement(given: Given, thing: str, known: Context | None, places: Places) -> float | None:
    """How well what is known of a thing agrees with what is given, from 0 to 1; None where nothing is known."""
    if known is None:
        return None
    found = [_AGREEMENTS[given.property](value, thing, known, places) for value in given.values]
    return max((value for value in found if value is not None), default=None)


def _of_item(value: str, thing: str, known: Context, places: Places) -> float | None:
    """Whether a thing is linked to an item of Wikidata."""
    match = ITEM.fullmatch(value.strip())
    if not known.items or not match:
        return None
    return 1.0 if match[1] in known.items else 0.0


def _of_place(value: str, thing: str, known: Context, places: Places) -> float | None:
    """Whether a thing lies, or has to do with what lies, where it should."""
    if match := POINT.fullmatch(value):
        if not known.point:
            return None
        away = kilometres(known.point, (float(match[1]), float(match[2])))
        return max(0.0, min(1.0, (FAR - away) / (FAR - NEAR)))
    meant = places(value)
    if not meant or not (known.places or thing in meant):
        return None
    return 1.0 if thing in meant or not meant.isdisjoint(known.places) else 0.25


def _of_date(value: str, thing: str, known: Context, places: Places) -> float | None:
    """Whether claims speak of a thing in the years that are given."""
    years = [int(year) for year in YEAR.findall(value)]
    if not years or not known.years:
        return None
    apart = min(abs(year - other) for year in years for other in (min(known.years), max(known.years)))
    if any(min(known.years) <= year <= max(known.years) for year in years):
        return 1.0
    return max(0.0, 1 - apart / YEARS)


def _of_role(value: str, thing: str, known: Context, places: Places) -> float | None:
    """Whether a role that a thing is said to have had shares a word with the one that is given."""
    words = set(value.casefold().split())
    if not known.roles or not words:
        return None
    held = {word for role in known.roles for word in role.rpartition("/")[2].split("-")}
    return len(words & held) / len(words)


_AGREEMENTS: dict[str, Callable[[str, str, Context, Places], float | None]] = {
    "wikidata": _of_item,
    "place": _of_place,
    "date": _of_date,
    "role": _of_role,
}

PROPERTIES = tuple(_AGREEMENTS)
"""The words of the properties that are compared."""


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """How far two points on the earth are apart, in degrees of latitude and longitude."""
    north, north_2 = math.radians(one[0]), math.radians(other[0])
    half = math.sin((north_2 - north) / 2) ** 2
    half += math.cos(north) * math.cos(north_2) * math.sin(math.radians(other[1] - one[1]) / 2) ** 2
    return 2 * EARTH * math.asin(math.sqrt(half))
