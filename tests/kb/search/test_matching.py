"""What names mean is found in any script and spelling, and taken for certain only where that is safe."""

import pytest

from kb.model.vocabulary import core
from kb.namespaces import ID, expand
from kb.search import index
from kb.search.contexts import Given
from kb.search.matching import Matcher
from kb.store.embedded import EmbeddedStore

PREFIXES = """
PREFIX crm: <http://www.cidoc-crm.org/cidoc-crm/> PREFIX elbe: <https://w3id.org/elbe/ontology#>
PREFIX geo: <http://www.w3.org/2003/01/geo/wgs84_pos#> PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX wd: <http://www.wikidata.org/entity/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
BASE <https://w3id.org/elbe/id/>
"""
NAMESAKES = """INSERT DATA {
  <person/petrov-of-minsk> a elbe:Person ; skos:prefLabel "Иван Петров"@ru ; skos:exactMatch wd:Q11 .
  <person/petrov-of-riga> a elbe:Person ; skos:prefLabel "Иван Петров"@ru ; skos:exactMatch wd:Q12 .
  <person/anna-berg> a elbe:Person ; skos:prefLabel "Anna Berg"@en ; skos:hiddenLabel "Ann Bergg"@en .
  <person/gone> a elbe:Person ; skos:prefLabel "Anna Berg"@en ; owl:deprecated true .
  <place/minsk> a elbe:Place ; skos:prefLabel "Minsk"@en ; geo:lat 53.9 ; geo:long 27.57 .
  <place/riga> a elbe:Place ; skos:prefLabel "Riga"@en ; geo:lat 56.95 ; geo:long 24.1 ; elbe:within <place/latvia> .
  <place/latvia> a elbe:Place ; skos:prefLabel "Latvia"@en .
  <organization/riga> a elbe:Organization ; skos:prefLabel "Riga"@en .
  <military-unit/first> a elbe:MilitaryUnit ; skos:prefLabel "1st Northern Front"@en .
  <organization/board> a elbe:Organization ; skos:prefLabel "Board"@en ; skos:altLabel "МИД"@ru .
  <claim/a> rdf:subject <person/petrov-of-minsk> ; rdf:predicate elbe:heldRole ; rdf:object <role/army-doctor> ;
    elbe:place <place/minsk> ; elbe:validTime <claim/a#time> .
  <claim/a#time> crm:P82a_begin_of_the_begin "1941-06-22"^^xsd:date ; crm:P82b_end_of_the_end "1942-01-31"^^xsd:date .
  <claim/b> rdf:subject <person/petrov-of-riga> ; rdf:predicate elbe:heldRole ; rdf:object <role/historian> ;
    elbe:place <place/riga> ; elbe:validTime <claim/b#time> .
  <claim/b#time> crm:P82a_begin_of_the_begin "1999-01-01"^^xsd:date ; crm:P82b_end_of_the_end "1999-12-31"^^xsd:date .
}"""


@pytest.fixture(scope="module")
def matcher(tmp_path_factory) -> Matcher:
    """A few things, two of which have the same name."""
    store = EmbeddedStore.holding([])
    store.store.update(PREFIXES + NAMESAKES)
    path = tmp_path_factory.mktemp("search") / "search.sqlite"
    index.build(store, path)
    return Matcher.open(path, core())


def found(matcher: Matcher, name: str, *given: Given, kind: str | None = None):
    classes = core().below(expand(kind)) if kind else ()
    return matcher.candidates(name, classes, given)


def ids(candidates) -> list[str]:
    return [each.thing.iri.removeprefix(ID) for each in candidates]


def matched(candidates) -> str | None:
    return ids(candidates)[0] if candidates and candidates[0].match else None


@pytest.mark.parametrize("name", ["Anna Berg", "Berg, Anna", "ANNA BERG", "Dr. Anna Berg", "Анна Берг", "Anna Bérg"])
def test_a_whole_name_in_another_form_is_a_match(matcher, name):
    assert matched(found(matcher, name)) == "person/anna-berg"


@pytest.mark.parametrize(
    "name", ["Anna Bergh", "A. Berg", "Berg", "Anna", "Anna Maria Berg", "Ann Bergg", "Anna Berg-Olsen"]
)
def test_what_may_be_another_name_is_a_candidate_and_no_match(matcher, name):
    candidates = found(matcher, name)

    assert ids(candidates)[:1] == ["person/anna-berg"]
    assert matched(candidates) is None


def test_namesakes_are_both_candidates_and_neither_a_match(matcher):
    candidates = found(matcher, "Ivan Petrov")

    assert set(ids(candidates)) == {"person/petrov-of-minsk", "person/petrov-of-riga"}
    assert matched(candidates) is None


@pytest.mark.parametrize(
    "given",
    [
        Given("place", ("Riga",)),
        Given("place", (f"{ID}place/riga",)),
        Given("date", ("5 May 1999",)),
        Given("role", ("historian",)),
        Given("wikidata", ("Q12",)),
        Given("wikidata", ("http://www.wikidata.org/entity/Q12",)),
    ],
    ids=lambda given: f"{given.property} {given.values[0]}",
)
def test_a_property_tells_namesakes_apart(matcher, given):
    assert matched(found(matcher, "Ivan Petrov", given)) == "person/petrov-of-riga"


def test_what_contradicts_a_name_is_no_match(matcher):
    assert matched(found(matcher, "Ivan Petrov", Given("wikidata", ("Q13",)))) is None
    assert matched(found(matcher, "Ivan Petrov", Given("place", ("Riga",)), Given("date", ("1941",)))) is None


def test_a_property_of_which_nothing_is_known_changes_no_order(matcher):
    assert ids(found(matcher, "Anna Berg", Given("place", ("Riga",))))[0] == "person/anna-berg"


def test_a_point_is_near_or_far(matcher):
    near, far = (
        found(matcher, "Riga", Given("place", (point,)), kind="elbe:Place") for point in ("56.9, 24", "10, 24")
    )

    assert matched(near) == "place/riga"
    assert matched(far) is None
    assert dict(near[0].features)["place"] == 100


def test_without_a_name_an_item_is_enough(matcher):
    assert matched(found(matcher, "", Given("wikidata", ("Q11",)))) == "person/petrov-of-minsk"
    assert found(matcher, "", Given("place", ("Riga",))) == []


def test_one_name_of_two_kinds_is_a_match_only_where_the_kind_is_given(matcher):
    assert matched(found(matcher, "Riga")) is None
    assert matched(found(matcher, "Riga", kind="elbe:Place")) == "place/riga"
    assert matched(found(matcher, "1st Northern Front", kind="elbe:Organization")) == "military-unit/first"


@pytest.mark.parametrize("name", ["First Northern Front", "1-й Northern Front", "1. Northern Front"])
def test_a_number_is_a_number_in_words_and_with_endings(matcher, name):
    assert matched(found(matcher, name)) == "military-unit/first"


def test_another_number_is_another_thing(matcher):
    second, first = found(matcher, "2nd Northern Front"), found(matcher, "1st Northern Front")

    assert matched(second) is None
    assert second[0].score < 70 < first[0].score


def test_three_letters_are_like_nothing_but_themselves(matcher):
    assert ids(found(matcher, "МИД")) == ["organization/board"]
    assert found(matcher, "МИП") == []


def test_a_score_says_what_it_is_made_of(matcher):
    [candidate] = found(matcher, "Anna Bergh", Given("date", ("1945",)))

    name, of_query, of_name = (value for _, value in candidate.features)
    assert [feature for feature, _ in candidate.features] == ["name", "of-query", "of-name"]
    assert name == pytest.approx(0.55 * of_query + 0.45 * of_name, abs=0.1)
    assert candidate.score == pytest.approx(0.85 * name + 0.15 * 50, abs=0.1)


def test_what_is_deprecated_is_no_candidate(matcher):
    assert "person/gone" not in ids(found(matcher, "Anna Berg"))


@pytest.mark.parametrize("name", ["", " ", "?!", "\x00", "\ud800", "😀", "a" * 5000, "1 " * 300, "۱۲۳", "İ"])
def test_no_name_breaks_the_matcher(matcher, name):
    assert all(0 <= each.score <= 100 for each in found(matcher, name))
