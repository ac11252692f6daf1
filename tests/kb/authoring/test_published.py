import pytest
from support.words import CORE

from kb.authoring import published
from kb.authoring.files import file
from kb.authoring.loader import load
from kb.errors import SeedErrors

TOMBSTONE = """\
- id: person/boris
  deprecated: true
  isReplacedBy: person/anna
  reason: {en: The two are one person.}
  date: 2026-11-30
"""
DEFINED = "- id: person/boris\n  prefLabel: {en: Boris, ru: Борис}\n"


def listing(seeds):
    return file(seeds, published.NAME)


def publish(seeds, *paths):
    published.add(listing(seeds), paths)


def test_a_record_without_a_list_has_published_nothing(small_seeds):
    assert published._paths(listing(small_seeds)) == {}
    assert load(small_seeds).quads


def test_all_that_is_defined_can_be_published_and_then_nothing_is_left_to_list(small_seeds):
    record = load(small_seeds)
    things = published.things(record.places, record.terms)
    published.add(listing(small_seeds), published.unlisted(listing(small_seeds), things))

    assert "person/anna" in published._paths(listing(small_seeds))
    assert not any("#" in path for path in published._paths(listing(small_seeds)))
    assert published.unlisted(listing(small_seeds), things) == []
    assert load(small_seeds).places == record.places


def test_what_was_published_and_is_nowhere_defined_is_an_error_at_its_line(small_seeds):
    publish(small_seeds, "person/anna", "person/boriss")

    with pytest.raises(SeedErrors) as caught:
        load(small_seeds)
    (problem,) = caught.value.problems
    assert (problem.file.rpartition("/")[2], problem.line) == ("published.txt", 3)
    assert "'person/boriss' was published and is not defined any more (did you mean person/boris?)" in problem.message
    assert "leave a tombstone" in problem.message


def test_a_tombstone_keeps_what_was_published(mended):
    seeds = mended("all.yaml", DEFINED, TOMBSTONE)
    publish(seeds, "person/anna", "person/boris")

    assert "person/boris" in published.things(load(seeds).places, CORE)


def test_a_concept_of_a_core_list_is_defined_by_the_ontology(small_seeds):
    publish(small_seeds, "manner/memoir")

    assert load(small_seeds).quads


def test_the_list_stays_in_order_and_holds_each_once(small_seeds):
    publish(small_seeds, "person/boris", "person/anna")
    publish(small_seeds, "person/anna", "event/crossing")

    lines = listing(small_seeds).path.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# Published IRIs")
    assert lines[1:] == ["event/crossing", "person/anna", "person/boris"]
