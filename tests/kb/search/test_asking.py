"""A search forgives: it finds what somebody asks for who does not know how the record words it."""

import pytest
from support.words import CORE

from kb.errors import SearchRefused
from kb.namespaces import ID
from kb.search import index
from kb.search.asking import Asking
from kb.search.ranking import Search
from kb.store.embedded import EmbeddedStore

RECORD = """
PREFIX elbe: <https://w3id.org/elbe/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX wd: <http://www.wikidata.org/entity/> BASE <https://w3id.org/elbe/id/>
INSERT DATA {
  <question/houses> a elbe:Question ; skos:prefLabel "How many houses did the flood destroy in the valley?"@en .
  <question/women> a elbe:Question ; skos:prefLabel "How many women fled from the valley?"@en .
  <event/flood> a elbe:Event ; skos:prefLabel "Flood in the valley"@en ; skos:exactMatch wd:Q77 .
  <organization/middle> a elbe:Organization ; skos:prefLabel "Middle school"@en .
  <organization/ministry> a elbe:Organization ; skos:prefLabel "Ministry"@en ; skos:altLabel "МИД"@ru .
  <claim/many> a elbe:Claim ; elbe:gist "The flood drowned 20,000 sheep."@en .
  <claim/more> a elbe:Claim ; elbe:gist "The flood drowned 200,000 hens."@en .
}"""


@pytest.fixture(scope="module")
def asking(tmp_path_factory) -> Asking:
    store = EmbeddedStore.holding([])
    store.store.update(RECORD)
    path = tmp_path_factory.mktemp("asking") / "search.sqlite"
    index.build(store, path)
    return Asking(Search.open(path, CORE))


def found(asking: Asking, text: str, *kinds: str) -> list[str]:
    return [hit.thing.iri.removeprefix(ID) for hit in asking.find(text, kinds).hits]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("what was the flood in the valley", "event/flood"),
        ("how many house were destroyed in valley", "question/houses"),
        ("woman who fled the valley", "question/women"),
        ("how many houses were swept by the flood", "question/houses"),
        ("Q77", "event/flood"),
        (" q77", "event/flood"),
        ("20,000", "claim/many"),
        ("20000 sheep", "claim/many"),
        ("20 000", "claim/many"),
    ],
)
def test_what_is_asked_is_found_first(asking, text, expected):
    assert found(asking, text)[0] == expected


def test_a_figure_is_not_the_beginning_of_another(asking):
    assert found(asking, "20,000") == ["claim/many"]


def test_a_word_of_three_letters_is_not_the_beginning_of_another(asking):
    assert found(asking, "МИД") == ["organization/ministry"]


def test_letters_that_are_no_word_are_still_a_beginning(asking):
    assert found(asking, "Mi") == ["organization/ministry", "organization/middle"]


def test_half_of_the_words_are_not_most(asking):
    assert found(asking, "houses zzzzzz") == []


def test_a_question_is_found_by_most_words_where_another_thing_has_all(asking):
    ways = {hit.thing.iri.removeprefix(ID): hit.match for hit in asking.find("flood valley women").hits}

    assert ways["question/women"] == "most"


def test_only_the_kinds_that_are_asked_for_are_found(asking):
    assert found(asking, "Q77", "organization") == []
    assert found(asking, "flood valley houses", "event") == ["event/flood"]


def test_words_that_are_dropped_are_sought_where_there_are_no_others(asking):
    assert found(asking, "in the") == ["event/flood", "question/houses"]


@pytest.mark.parametrize("text", ["", "?", "a" * 301])
def test_a_search_for_nothing_or_too_much_is_refused(asking, text):
    with pytest.raises(SearchRefused):
        asking.find(text)
