"""A map is cut out of the coast around the places that most claims speak of."""

from api.pages.coast.clip import clip
from api.pages.map_chart import draw_map
from kb.reading.by_place import PlaceCount
from kb.reading.facts import Reference

SQUARE = [[1790, 0], [0, 10], [-3580, 0], [0, 5], [0, -10], [3580, -5]]
"""A ring over the 180th meridian, each point as far as it is from the one before, in tenths of a degree."""


def place(name: str, latitude: float, longitude: float, total: int) -> PlaceCount:
    return PlaceCount(Reference(name, f"https://example.org/{name}"), (latitude, longitude), total, {})


def test_land_over_the_edge_of_the_world_stands_at_both_edges_without_a_line_across():
    topology = {
        "transform": {"scale": [0.1, 0.1], "translate": [0, 0]},
        "arcs": [SQUARE],
        "objects": {"land": {"geometries": [{"arcs": [[[0]]]}]}},
    }

    rings = clip(topology)
    assert sorted((min(ring[::2]), max(ring[::2])) for ring in rings) == [(-1810, -1790), (1790, 1810)]


def test_what_lies_far_from_most_is_named_and_not_shown():
    near = [place(f"near-{n}", 45 + n, 15 + n, 30) for n in range(4)]
    drawn = draw_map([*near, place("far", -20, -60, 1)])

    assert [circle.place.place.text for circle in drawn.circles] == [each.place.text for each in near]
    assert [each.place.text for each in drawn.beyond] == ["far"]


def test_the_area_of_a_circle_is_the_number_of_claims():
    more, less = draw_map([place("more", 45, 15, 100), place("less", 47, 18, 25)]).circles

    assert more.radius == 2 * less.radius


def test_one_place_has_a_map_and_none_has_not():
    assert len(draw_map([place("one", 45, 15, 1)]).circles) == 1
    assert draw_map([]) is None
