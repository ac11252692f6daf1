"""A map of places as SVG: the coast, and for each place a circle whose area is how many claims speak of it."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import cos, radians, sqrt

from kb.reading.by_place import PlaceCount

WIDTH, MOST_HEIGHT = 960.0, 900.0
"""The width of a map and the most that is its height, in units of its view box."""
EDGE, LEAST_SPAN = 0.12, 4.0
"""How much of the extent of the places is left free around them, and how many degrees a map shows at least."""
INNER = 0.95
"""The part of what is claimed whose places a map has to show; what lies further out would make the rest too small."""
LARGEST, SMALLEST = 26.0, 3.0
"""The radii of circles."""
MOST_NAMES = 14


@dataclass(frozen=True)
class Circle:
    """A place on a map."""

    place: PlaceCount
    x: float
    y: float
    radius: float
    is_named: bool


@dataclass(frozen=True)
class Map:
    """A map: its size, its land as one path, its places, and those that lie beyond its edges."""

    width: float
    height: float
    land: str
    circles: Sequence[Circle]
    beyond: Sequence[PlaceCount]


@dataclass(frozen=True)
class _View:
    """What part of the earth is shown, in degrees, and how large: an equirectangular projection."""

    west: float
    south: float
    east: float
    north: float

    @property
    def scale(self) -> tuple[float, float]:
        """Units for a degree of longitude and of latitude."""
        across = WIDTH / (self.east - self.west)
        return across, across / cos(radians((self.south + self.north) / 2))

    @property
    def height(self) -> float:
        """The height of the map."""
        return (self.north - self.south) * self.scale[1]

    def place(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Where a point of the earth lies on the map."""
        across, up = self.scale
        return round((longitude - self.west) * across, 1), round((self.north - latitude) * up, 1)

    def has(self, point: tuple[float, float]) -> bool:
        """Whether a point lies on the map."""
        return self.south <= point[0] <= self.north and self.west <= point[1] <= self.east


def draw_map(places: Iterable[PlaceCount]) -> Map | None:
    """The map of those places whose coordinates are known; none where there is no such place."""
    known = [place for place in places if place.point]
    if not known:
        return None
    view = _view(known)
    most = max(place.total for place in known)
    circles: list[Circle] = []
    taken: list[tuple[float, float, float]] = []
    for place in known:
        if place.point and view.has(place.point):
            x, y = view.place(*place.point)
            width = 7.0 * len(place.place.text) + 8
            is_named = len(taken) < MOST_NAMES and not any(
                abs(y - other_y) < 16 and x < other_x + other_width and other_x < x + width
                for other_x, other_y, other_width in taken
            )
            if is_named:
                taken.append((x, y, width))
            radius = max(SMALLEST, LARGEST * sqrt(place.total / most))
            circles.append(Circle(place, x, y, round(radius, 1), is_named))
    beyond = [place for place in known if place.point and not view.has(place.point)]
    return Map(WIDTH, round(view.height, 1), _land(view), circles, beyond)


def _view(places: Sequence[PlaceCount]) -> _View:
    """The part of the earth that holds most of what is claimed, with an edge."""
    south, north = _inner([(place.point[0], place.total) for place in places if place.point])
    west, east = _inner([(place.point[1], place.total) for place in places if place.point])
    across, up = max(east - west, LEAST_SPAN) * EDGE, max(north - south, LEAST_SPAN) * EDGE
    view = _View(max(west - across - 1, -180), max(south - up, -85), min(east + across + 2, 180), min(north + up, 85))
    if view.height > MOST_HEIGHT:
        more = (view.east - view.west) * (view.height / MOST_HEIGHT - 1) / 2
        view = _View(view.west - more, view.south, view.east + more, view.north)
    return view


def _inner(weighed: list[tuple[float, int]]) -> tuple[float, float]:
    """The bounds within which the inner part of some weighed values lies."""
    left = sum(weight for _, weight in weighed) * (1 - INNER) / 2
    return _cut(sorted(weighed), left), _cut(sorted(weighed, reverse=True), left)


def _cut(ordered: list[tuple[float, int]], left: float) -> float:
    """The first value by which more weight than may be left out is passed."""
    passed = 0.0
    for value, weight in ordered:
        passed += weight
        if passed > left:
            return value
    return ordered[-1][0]


@cache
def _rings() -> list[list[int]]:
    """The rings of the land, as the data beside this module has them."""
    rings: list[list[int]] = json.loads(files("api.pages").joinpath("coast/coast.json").read_text(encoding="utf-8"))
    return rings


def _land(view: _View) -> str:
    """The land of a view as the data of an SVG path, clipped to its frame."""
    return "".join(
        "M" + "L".join(f"{round(x)} {round(y)}" for x, y in points) + "Z"
        for ring in _rings()
        if len(points := _thinned(_clipped(view, ring))) > 2
    )


def _thinned(points: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """The points of a ring, but for those that lie within a unit of the one before."""
    kept: list[tuple[float, float]] = []
    for point in points:
        if not kept or abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= 2:
            kept.append(point)
    return kept


def _clipped(view: _View, ring: list[int]) -> list[tuple[float, float]]:
    """A ring on the map, clipped to its frame side by side (Sutherland and Hodgman)."""
    points = [view.place(y / 10, x / 10) for x, y in zip(ring[::2], ring[1::2], strict=True)]
    for axis, bound, sign in ((0, 0.0, 1), (0, WIDTH, -1), (1, 0.0, 1), (1, view.height, -1)):
        points = list(_cut_side(points, axis, bound, sign))
    return points


def _cut_side(points: list[tuple[float, float]], axis: int, bound: float, sign: int) -> Iterator[tuple[float, float]]:
    """What of a ring lies on one side of a line."""
    for before, point in zip([*points[-1:], *points], points, strict=False):
        was_in, is_in = (sign * (each[axis] - bound) >= 0 for each in (before, point))
        if was_in != is_in:
            share = (bound - before[axis]) / (point[axis] - before[axis])
            yield tuple(round(b + share * (p - b), 1) for b, p in zip(before, point, strict=True))  # type: ignore[misc]
        if is_in:
            yield point
