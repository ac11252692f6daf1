"""Links are told with what they say; what is wrong with them is found; what people accept becomes mappings."""

import csv
import io

import pytest

from kb.errors import TableRefused
from kb.model.vocabulary import core
from kb.namespaces import ID
from kb.reading import link_checks, link_gazetteer, link_review
from kb.reading.link_review import Proposal
from kb.reading.links import SCHEMES, Links
from kb.search import index
from kb.search.matching import Matcher
from kb.search.tables import Row
from kb.store.embedded import EmbeddedStore

PREFIXES = """
PREFIX elbe: <https://w3id.org/elbe/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX geo: <http://www.w3.org/2003/01/geo/wgs84_pos#> PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX sssom: <https://w3id.org/sssom/> PREFIX wd: <http://www.wikidata.org/entity/>
PREFIX gn: <https://sws.geonames.org/> BASE <https://w3id.org/elbe/id/>
"""
RECORD = """
  <person/anna> a elbe:Person ; skos:prefLabel "Anna Berg"@en ; skos:exactMatch wd:Q1 .
  <person/boris> a elbe:Person ; skos:prefLabel "Борис Конев"@ru .
  <person/clara> a elbe:Person ; skos:prefLabel "Clara"@en .
  <place/minsk> a elbe:Place ; skos:prefLabel "Minsk"@en ; geo:lat 53.9 ; geo:long 27.57 .
  <mapping/a> a sssom:Mapping ; owl:annotatedSource <person/anna> ; owl:annotatedProperty skos:exactMatch ;
    owl:annotatedTarget wd:Q1 ; sssom:confidence 0.9e0 ; sssom:object_label "Anna Berg" .
  <assessment/b> elbe:verdict <verdict/no-link-found> ; oa:hasTarget <person/boris> ; elbe:restsOn "All of it." .
"""


def links(more: str = "") -> Links:
    store = EmbeddedStore.holding([])
    store.store.update(f"{PREFIXES} INSERT DATA {{ {RECORD} {more} }}")
    return Links(store)


def mapping(name: str, thing: str, item: str, more: str = "") -> str:
    return f"""
      <mapping/{name}> a sssom:Mapping ; owl:annotatedSource <{thing}> ; owl:annotatedProperty skos:exactMatch ;
        owl:annotatedTarget {item} ; sssom:object_label "Someone else" {more} ."""


REJECTED = "; sssom:predicate_modifier sssom:NegatedPredicate"


def test_links_that_are_consistent_have_no_findings():
    assert list(link_checks.findings(links())) == []
    assert link_checks.unsought(links()) == [f"{ID}person/clara", f"{ID}place/minsk"]
    assert link_checks.unsought(links("<person/clara> elbe:anonymity <anonymity/described> .")) == [f"{ID}place/minsk"]


@pytest.mark.parametrize(
    ("more", "found"),
    [
        (mapping("x", "person/clara", "wd:Q1"), "wd:Q1 is person/anna already"),
        (mapping("x", "person/clara", "<https://sws.geonames.org/12/>"), "GeoNames holds no person"),
        (mapping("x", "place/minsk", "gn:12"), "is no identifier of that dataset"),
        (mapping("x", "person/anna", "wd:Q1", REJECTED), "person/anna is linked to wd:Q1 and not linked to it"),
        (mapping("x", "person/boris", "wd:Q2"), "person/boris is wanted, and linked"),
    ],
)
def test_what_is_wrong_is_found_by_its_mapping(more, found):
    [(iri, message)] = link_checks.findings(links(more))

    assert found in message
    assert iri.removeprefix(ID) in ("mapping/x", "mapping/a", "assessment/b")


def test_two_sides_without_a_common_word_are_shown_and_a_romanization_is_one():
    label = '; sssom:object_label "Boris Konew"'
    told = links(mapping("x", "person/clara", "wd:Q3") + mapping("y", "person/boris", "wd:Q4", REJECTED + label))

    assert [link.thing for link in link_checks.strangers(told)] == [f"{ID}person/clara"]


def test_coverage_counts_each_thing_once():
    [people, places] = links(mapping("x", "person/anna", "wd:Q5")).coverage(SCHEMES["wikidata"])

    assert (people.things, people.exact, people.near, people.wanted, people.unsought) == (3, 1, 0, 1, 1)
    assert (places.things, places.unsought) == (1, 1)


def test_an_identifier_is_read_from_its_iri_and_back():
    assert SCHEMES["geonames"].identifier("https://sws.geonames.org/792680/") == "792680"
    assert SCHEMES["geonames"].iri("792680") == "https://sws.geonames.org/792680/"
    assert SCHEMES["wikidata"].iri("Q0") is None


def table(folder, *proposals: Proposal):
    path = folder / "review.csv"
    link_review.append(path, proposals)
    return path


def test_what_a_person_accepts_becomes_mappings_with_that_person_as_author(tmp_path):
    item = "http://www.wikidata.org/entity/Q"
    path = table(
        tmp_path,
        Proposal("person/clara", "Clara", "person", item + "7", "Clara Zetkin", "93.1", "false", "human", "exact"),
        Proposal("person/clara", "Clara", "person", item + "8", 'the ship "Clara"', "80", "false", "ship", "not"),
        Proposal("person/boris", "Boris", "person", item + "9", "Boris", "80", "false", "human"),
    )
    lines = list(
        link_review.sssom(link_review.read(path), "https://orcid.org/0", "2026-11-30", "https://example.org/set", ID)
    )
    rows = list(csv.DictReader(io.StringIO("\n".join(line for line in lines if line[0] != "#")), delimiter="\t"))

    assert "#  - https://orcid.org/0" in lines
    assert [(row["record_id"], row["object_id"], row["predicate_modifier"]) for row in rows] == [
        ("elbeid:mapping/person-clara-q7", "wd:Q7", ""),
        ("elbeid:mapping/person-clara-q8", "wd:Q8", "Not"),
    ]
    assert {row["mapping_justification"] for row in rows} == {"semapv:ManualMappingCuration"}


def test_a_mark_that_is_none_is_told_by_its_line(tmp_path):
    path = table(tmp_path, Proposal("a", "A", "person"), Proposal("b", "B", "person", accept="yes"))

    with pytest.raises(TableRefused, match=r"review\.csv:3: accept is 'yes': write one of exact"):
        link_review.read(path)


def test_a_gazetteer_proposes_what_is_near_with_the_distance(tmp_path):
    told = links()
    index.build(told.store, tmp_path / "search.sqlite")
    columns = ["kind", "name", "latitude", "longitude", "wikidata"]
    rows = [
        Row(2, ["town", "Мінск", "53.9", "27.56", "Q2280"]),
        Row(3, ["town", "Minsk", "54.6", "27.56", "Q77"]),
        Row(4, ["town", "Minsk", "10", "10", "Q99"]),
        Row(5, ["town", "Riga", "53.9", "27.56", "Q88"]),
    ]
    gazetteer = link_gazetteer.Gazetteer.of(columns, SCHEMES["wikidata"].begins)
    wanted = set(told.unlinked(SCHEMES["wikidata"]))
    found = list(link_gazetteer.proposals(rows, gazetteer, Matcher.open(tmp_path / "search.sqlite", core()), wanted))

    assert [(each.item.rpartition("/")[2], each.reasons) for each in found] == [
        ("Q2280", "town; 0.7 km away"),
        ("Q77", "town; 77.8 km away"),
    ]


def test_a_gazetteer_without_names_is_refused():
    with pytest.raises(TableRefused, match="no column of names: call one name or native"):
        link_gazetteer.Gazetteer.of(["wikidata"], "")
