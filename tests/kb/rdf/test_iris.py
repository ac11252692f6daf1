import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.rdf_cases import HARD_PATHS, LOCALS

from kb.namespaces import ID
from kb.rdf import iris

PREFIXES = {"http://example.org/": "ex", "http://example.org/a#": "a"}


@pytest.mark.parametrize(
    "path", ["claim/a", "utterance/wiki/one", "utterance/u#passage", "utterance/u#passage.selector"]
)
def test_a_thing_below_the_base_is_named_by_its_path(path):
    assert iris.relative(ID + path, ID) == path


@pytest.mark.parametrize("path", [*HARD_PATHS, "thing"])
def test_a_path_that_would_resolve_otherwise_is_not_cut_from_the_base(path):
    assert iris.relative(ID + path, ID) is None


def test_what_is_not_below_the_base_has_no_path():
    assert iris.relative("https://example.org/claim/a", ID) is None


def test_a_namespace_and_a_plain_local_name_make_a_curie():
    assert iris.curie("http://example.org/b-1.c", PREFIXES) == "ex:b-1.c"
    assert iris.curie("http://example.org/a#b", PREFIXES) == "a:b"
    assert iris.curie("http://example.net/b", PREFIXES) is None


@pytest.mark.parametrize("local", [local for local in LOCALS if local not in {"x", "1", "_", "a-", "a.b", "ж"}])
def test_a_local_name_that_needs_an_escape_makes_no_curie(local):
    assert iris.curie("http://example.org/" + local, PREFIXES) is None


@pytest.mark.parametrize(
    ("iri", "parent", "thing"), [("a", None, "a"), ("a#b", "a", "a"), ("a#b.c", "a#b", "a"), ("a#b.c.d", "a#b.c", "a")]
)
def test_an_inner_node_belongs_to_the_node_before_its_last_dot_and_to_a_thing(iri, parent, thing):
    assert (iris.parent(iri), iris.thing(iri)) == (parent, thing)


def test_each_inner_node_stands_right_behind_its_parent():
    order = ["a", "a#b", "a#b.c", "a#b.c.d", "a#b.d", "a#b-c", "a#c", "a-b", "a/b", "ab"]
    shuffled = random.Random(7).sample(order, len(order))

    assert sorted(shuffled, key=iris.position) == order


@given(st.lists(st.text("ab#.-/", max_size=8)))
def test_the_order_is_that_of_things_and_then_of_the_parts_of_fragments(found):
    def parts(iri):
        thing, _, fragment = iri.partition("#")
        return thing, fragment.split(".") if fragment else []

    assert [parts(iri) for iri in sorted(found, key=iris.position)] == sorted(map(parts, found))
