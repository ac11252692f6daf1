"""How well names are matched is measured on variants seen in public data and written by kinds, with bars."""

import time
from collections import Counter

import pytest

from bench.reconcile import measure
from kb.search import index
from kb.store.embedded import EmbeddedStore

pytestmark = pytest.mark.whole

PRECISION, RECALL = 0.99, 0.97
NAMES_A_SECOND = 500
"""Of one processor; two of them, as `elbe reconcile` uses them, make a thousand."""


@pytest.fixture(scope="module")
def matcher(record, tmp_path_factory):
    """The matcher of the record that Elbe ships, and of people whose names stand in Cyrillic alone."""
    path = tmp_path_factory.mktemp("search") / "search.sqlite"
    index.build(EmbeddedStore.holding(record.default_graph()), path)
    return measure.matcher(path)


def test_there_are_enough_variants_of_each_origin():
    origins = Counter(variant.where != "written" for variant in measure.variants() if variant.kind != measure.APART)

    assert origins[True] >= 300
    assert origins[False] >= 200


def test_each_variant_names_a_thing_that_is_there(matcher):
    known = {iri.removeprefix(measure.ID) for iri in matcher.labels}

    assert {thing for variant in measure.variants() for thing in variant.things} <= known


def test_what_is_held_out_is_no_variant_that_was_tuned_by_and_says_where_it_was_seen(matcher):
    held, tuned = measure.variants(measure.HELD_OUT), {each.form for each in measure.variants()}
    known = {iri.removeprefix(measure.ID) for iri in matcher.labels}

    assert sum(bool(each.things) for each in held) >= 150
    assert not [each.form for each in held if each.form in tuned or not each.where]
    assert {thing for each in held for thing in each.things} <= known


def test_matches_are_right_and_things_are_among_the_first_three(matcher):
    whole = measure.total(measure.measure(matcher, measure.variants()))

    assert whole.precision >= PRECISION
    assert whole.recall >= RECALL
    assert whole.matched > 350


def test_strangers_are_never_matched(matcher):
    strangers = [variant for variant in measure.variants() if not variant.things]

    assert len(strangers) > 80
    assert [each.form for each in strangers if any(c.match for c in measure.found(matcher, each))] == []


def test_two_processors_match_a_thousand_names_a_second(matcher):
    given = measure.variants()
    began = time.process_time()
    measure.measure(matcher, given)

    assert time.process_time() - began < len(given) / NAMES_A_SECOND
