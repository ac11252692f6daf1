"""Makes `coast.json` out of Natural Earth's land: `python -m api.pages.coast.clip land-50m.json`.

The input is `land-50m.json` of the npm package `world-atlas` 2.0.2. Only the rings of land are kept, to a tenth of a
degree, without those that are too small to be seen; there are no borders in it.
"""

import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

TARGET = Path(__file__).with_name("coast.json")
SOUTH = -600
"""The latitude, in tenths of a degree, south of which no land is kept."""
TURN = 3600
"""The whole circle, in tenths of a degree."""
SMALLEST = 6
"""How many points a ring has at least."""


def clip(topology: dict[str, Any]) -> list[list[int]]:
    """The rings of land, each as longitude and latitude of its points in turn, in tenths of a degree."""
    arcs = [_decoded(arc, topology["transform"]) for arc in topology["arcs"]]
    rings = []
    for geometry in topology["objects"]["land"]["geometries"]:
        for polygon in geometry["arcs"]:
            for ring in polygon:
                points = [point for index in ring for point in (arcs[index] if index >= 0 else arcs[~index][::-1])]
                kept = [points[0], *(point for before, point in pairwise(points) if point != before)]
                if len(kept) >= SMALLEST and max(y for _, y in kept) > SOUTH:
                    rings += [[value for point in each for value in point] for each in _unwrapped(kept)]
    return sorted(rings, key=lambda ring: (-len(ring), ring))


def _unwrapped(points: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """A ring whose points follow each other without a leap; one over the 180th meridian stands at both edges."""
    shift, found = 0, points[:1]
    for (before, _), (x, y) in pairwise(points):
        shift += TURN if x - before < -TURN / 2 else -TURN if x - before > TURN / 2 else 0
        found.append((x + shift, y))
    west, east = min(x for x, _ in found), max(x for x, _ in found)
    turns = [0, *([-TURN] if east > TURN / 2 else []), *([TURN] if west < -TURN / 2 else [])]
    return [[(x + turn, y) for x, y in found] for turn in turns]


def _decoded(arc: list[list[int]], transform: dict[str, list[float]]) -> list[tuple[int, int]]:
    """The points of an arc, which says how far each is from the one before."""
    (scale_x, scale_y), (left, bottom) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        points.append((round((x * scale_x + left) * 10), round((y * scale_y + bottom) * 10)))
    return points


if __name__ == "__main__":
    rings = clip(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    TARGET.write_text(json.dumps(rings, separators=(",", ":")).replace("],[", "],\n[") + "\n", encoding="utf-8")
