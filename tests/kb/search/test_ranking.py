"""Names are found in any script and spelling, mistyped or begun, and nothing in a query can break the search."""

import csv
import resource
import sqlite3
import statistics
from pathlib import Path

import pytest
from support.words import CORE

from kb.errors import SearchRefused
from kb.namespaces import ID
from kb.search import index
from kb.search.ranking import LONGEST, MOST_WORDS, Hit, Search
from kb.search.spellings import words
from kb.store.embedded import EmbeddedStore

TABLE = list(csv.DictReader((Path(__file__).parent / "searches.csv").open(encoding="utf-8")))
ODD = [
    '"', '""', "'", "*", "a*", '"a" OR "b"', "a NOT b", "NEAR(a b)", "forms:a", "-a", "^a", "(a", "a)", "{a}", "a + b",
    "a AND", "OR", "a; DROP TABLE names", "\\", "%", "_", "a\x00b", "\ud800a", "a\u202eb", "\u200f\u05d0", "a😀", "①", "ﬁ",
    "a" * LONGEST, "a " * MOST_WORDS, "1944", "e\u0301" * 50, "İI ıi", "Ꙁꙁ", "ѣ", "\ufeffa",
]  # fmt: skip


@pytest.fixture(scope="module")
def names(record, tmp_path_factory) -> Search:
    """The index of the record that Elbe ships."""
    path = tmp_path_factory.mktemp("search") / "search.sqlite"
    index.build(EmbeddedStore.holding(record.default_graph()), path)
    return Search.open(path, CORE)


def thing(hit: Hit) -> str:
    return hit.thing.iri.removeprefix(ID)


def first(names: Search, text: str) -> str:
    hits = names.find(text).hits
    return thing(hits[0]) if hits else ""


def all_names(names: Search, predicates: str = "skos:prefLabel skos:altLabel skos:hiddenLabel dcterms:title"):
    rows = names.index.execute("SELECT name, predicate, iri FROM names JOIN things ON things.id = names.thing")
    return [row for row in rows if row[1] in predicates.split()]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["query"])
def test_a_query_finds_first_what_it_names(names, row):
    assert first(names, row["query"]) == row["first"], row["why"]


def test_each_person_is_found_by_each_of_their_names(names):
    persons = [row for row in all_names(names) if "/person/" in row[2]]
    holders = {text: {iri for other, _, iri in persons if words(other) == words(text)} for text, _, _ in persons}

    missed = [text for text, _, _ in persons if ID + first(names, text) not in holders[text]]

    assert len(persons) > 200
    assert missed == []


def test_each_name_finds_its_thing(names):
    missed = []
    for text, _, iri in all_names(names)[::11]:
        if len(text) <= LONGEST and iri not in [hit.thing.iri for hit in names.find(text).hits]:
            missed.append(text)

    assert missed == []


def test_a_name_is_better_than_an_alias_a_beginning_a_typing_error_and_a_gist(tmp_path, small_store):
    hits = found_in(small_store, tmp_path, "boris")

    assert [(thing(hit), hit.match, hit.name.predicate) for hit in hits] == [
        ("person/label", "exact", "skos:prefLabel"),
        ("person/alias", "exact", "skos:altLabel"),
        ("person/hidden", "exact", "skos:hiddenLabel"),
        ("person/word", "words", "skos:prefLabel"),
        ("question/word", "words", "skos:prefLabel"),
        ("person/prefix", "prefix", "skos:prefLabel"),
        ("person/fuzzy", "fuzzy", "skos:prefLabel"),
        ("claim/gist", "words", "elbe:gist"),
    ]
    assert [hit.score for hit in hits] == sorted({hit.score for hit in hits}, reverse=True)


@pytest.fixture
def small_store() -> EmbeddedStore:
    """One thing for each way to be found by `boris`, and things that are not."""
    store = EmbeddedStore.holding([])
    store.store.update("""
        PREFIX elbe: <https://w3id.org/elbe/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        PREFIX owl: <http://www.w3.org/2002/07/owl#> BASE <https://w3id.org/elbe/id/>
        INSERT DATA {
          <claim/gist> a elbe:Claim ; elbe:gist "Boris was there."@en .
          <person/fuzzy> a elbe:Person ; skos:prefLabel "Doris"@en .
          <person/prefix> a elbe:Person ; skos:prefLabel "Borislav"@en .
          <question/word> a elbe:Question ; skos:prefLabel "Where was Boris?"@en .
          <person/word> a elbe:Person ; skos:prefLabel "Boris Smith"@en .
          <person/hidden> a elbe:Person ; skos:prefLabel "Someone"@en ; skos:hiddenLabel "Boris"@en .
          <person/alias> a elbe:Person ; skos:prefLabel "Other"@en ; skos:altLabel "Boris"@en .
          <person/label> a elbe:Person ; skos:prefLabel "Boris"@en .
          <person/gone> a elbe:Person ; skos:prefLabel "Boris"@en ; owl:deprecated true .
          <person/else> a elbe:Person ; skos:prefLabel "Anna"@en .
        }""")
    return store


def found_in(store: EmbeddedStore, folder: Path, text: str) -> tuple[Hit, ...]:
    index.build(store, folder / "search.sqlite")
    return Search.open(folder / "search.sqlite", CORE).find(text).hits


def test_a_hidden_label_finds_its_thing_and_is_not_shown(names):
    hit = names.find("Palaiseau").hits[0]

    assert (hit.thing.label, hit.name.predicate, hit.shown_name) == ("Palese", "skos:hiddenLabel", None)


def test_the_name_that_matches_is_told_in_its_language(names):
    hits = [names.find(text).hits[0] for text in ("Beograd", "Београд", "Белград", "Milovan Dzhilas")]

    assert [(hit.shown_name, hit.name.language) for hit in hits] == [
        ("Beograd", "sr-latn"),
        ("Београд", "sr"),
        ("Белград", "ru"),
        ("Милован Джилас", "ru"),
    ]
    assert [hit.is_transliterated for hit in hits] == [False, False, False, True]


def test_a_claim_is_found_by_the_words_of_its_gist(names):
    hits = names.find("soldiers need some rest", ["claim"]).hits

    assert thing(hits[0]) == "claim/soldiers-need-rest-after-war"


def test_only_the_kinds_that_are_asked_for_are_found(names):
    kinds = {hit.thing.kind for hit in names.find("belgrade", ["event", "place"]).hits}

    assert kinds == {"event", "place"}


def test_an_unknown_kind_is_refused_with_a_hint(names):
    with pytest.raises(SearchRefused, match=r"no kind 'persom' \(did you mean person\?\)"):
        names.find("Tito", ["persom"])


def test_a_figure_is_never_taken_for_another(names):
    assert {hit.match for hit in names.find("1944").hits} <= {"exact", "words", "prefix"}


@pytest.mark.parametrize("text", ODD, ids=ascii)
def test_no_text_breaks_the_search(names, text):
    try:
        hits = names.find(text).hits
    except SearchRefused:
        assert not words(text)
    else:
        assert all(0 < hit.score < 1 for hit in hits)


@pytest.mark.parametrize("text", ["", " ", "!?", "😀", "\x00", "\ud800", "a" * (LONGEST + 1), "a " * (MOST_WORDS + 1)])
def test_a_search_for_nothing_or_too_much_is_refused(names, text):
    with pytest.raises(SearchRefused):
        names.find(text)


def test_more_than_are_ranked_is_said(names):
    assert not names.find("s").is_whole
    assert names.find("Djilas").is_whole


def test_the_same_search_finds_the_same_in_the_same_order_in_another_index(names, record, tmp_path):
    index.build(EmbeddedStore.holding(reversed(record.default_graph())), tmp_path / "other.sqlite")
    other = Search.open(tmp_path / "other.sqlite", CORE)

    for text in ("red army", "a", "Стал", "Gilas"):
        assert other.find(text) == names.find(text)


def test_an_index_is_only_read(names):
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        names.index.execute("DELETE FROM things")


def test_a_search_takes_a_few_milliseconds(names):
    taken = []
    for text, _, _ in all_names(names)[::7]:
        before = resource.getrusage(resource.RUSAGE_THREAD)
        names.find(text[:LONGEST])
        after = resource.getrusage(resource.RUSAGE_THREAD)
        taken.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)

    assert statistics.median(taken) < 0.01
    assert statistics.quantiles(taken, n=100)[98] < 0.05
