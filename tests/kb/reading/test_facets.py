"""Facets say how much of a list each further filter would leave: exactly as much as it leaves."""

import pytest

from kb.derivation.derive import derive
from kb.reading.facets import Facets
from kb.reading.lists import Lists
from kb.reading.overview import Overview
from kb.store.embedded import EmbeddedStore


@pytest.fixture(scope="module")
def facets(record) -> Facets:
    quads = record.default_graph()
    store = EmbeddedStore.holding([*quads, *derive(quads)])
    return Facets(Lists(store), Overview(store))


@pytest.mark.parametrize("list_name", ["claims", "entities", "questions", "sources"])
@pytest.mark.parametrize(
    "filters",
    [
        {},
        {"speaker": ["person/milovan-djilas"]},
        {"about": ["person/joseph-stalin"]},
        {"place": ["place/serbia"], "stance": ["denies"]},
        {"from": ["1944"], "to": ["1944"]},
    ],
    ids=str,
)
def test_each_count_is_that_of_the_list_to_which_its_link_leads(facets, list_name, filters):
    found = facets.of(list_name, filters, facets.lists.items(list_name, filters))
    wrong = [
        (facet, choice, len(left))
        for facet, choices in found.items()
        for choice in [*choices[:2], *choices[-1:]]
        if choice.count
        != len(left := facets.lists.items(list_name, filters | {k: [v] for k, v in choice.filters.items()}))
    ]

    assert found
    assert wrong == []


def test_values_of_a_facet_have_names_and_those_that_leave_most_stand_first(facets):
    sources = facets.of("claims", {}, facets.lists.items("claims", {}))["source"]

    assert [choice.count for choice in sources] == sorted((choice.count for choice in sources), reverse=True)
    assert not [choice for choice in sources if "/" in choice.text]


def test_a_facet_that_is_chosen_is_offered_no_more(facets):
    filters = {"stance": ["denies"]}

    assert "stance" not in facets.of("claims", filters, facets.lists.items("claims", filters))
