"""`/links` tells how the record is linked; identifiers of other datasets lead to things."""

import csv
import io

import pytest
from markupsafe import escape
from pyld import jsonld
from pyoxigraph import RdfFormat, parse

from kb.namespaces import ID, expand

WIKIDATA = "http://www.wikidata.org/entity/"


def rows(record, **state):
    query = "&".join(f"{name}={value}" for name, value in state.items())
    answer = record.get(f"/links?{query}", Accept="text/csv")
    assert answer.status == 200
    return list(csv.DictReader(io.StringIO(answer.text)))


def test_all_mappings_and_all_that_is_wanted_are_told(record):
    mappings = int(record.rows("SELECT (COUNT(*) AS ?n) { ?m a <https://w3id.org/sssom/Mapping> }")[0]["n"])
    told = rows(record)

    assert sum(row["state"] != "wanted" for row in told) == mappings > 300
    assert sum(row["state"] == "wanted" for row in told) > 100


@pytest.mark.parametrize("state", ["exact", "close", "rejected", "wanted"])
def test_one_state_is_told_alone(record, state):
    told = rows(record, state=state)

    assert {row["state"] for row in told} == {state}
    assert all(row["evidence"] for row in told)
    assert all(bool(row["item"]) != (state == "wanted") for row in told)


def test_the_page_shows_coverage_and_where_was_looked(record):
    page = record.get("/links?state=wanted", Accept="text/html")

    assert page.status == 200
    assert "<caption>Wikidata</caption>" in page.text
    assert "<caption>GeoNames</caption>" in page.text
    assert "2026-11-30" in page.text
    assert 'href="/links/wikidata.sssom.tsv"' in page.text


def test_the_document_states_links_and_nothing_that_is_rejected(record):
    answer = record.get("/links", Accept="application/ld+json")
    ours = {str(quad.triple) for quad in parse(answer.body, RdfFormat.JSON_LD)}
    theirs = jsonld.to_rdf(answer.json, {"format": "application/n-quads"})
    rejected = [(each["thing"], each["item"]) for each in answer.json["rejected"]]

    assert ours == {str(quad.triple) for quad in parse(theirs.encode(), RdfFormat.N_QUADS)}
    assert f"<{ID}person/josip-broz-tito> <{expand('skos:exactMatch')}> <{WIKIDATA}Q9161>" in ours
    assert rejected
    assert not [pair for pair in rejected if any(pair[0] in triple and f"<{pair[1]}>" in triple for triple in ours)]


def test_the_values_block_is_sparql_that_joins(record):
    block = record.get("/links?format=rq").text
    answer = record.post(f"SELECT ?thing {{ {block} FILTER(?item = <{WIKIDATA}Q9161>) }}")

    assert [row["thing"]["value"] for row in answer.json["results"]["bindings"]] == [f"{ID}person/josip-broz-tito"]


def test_the_page_of_a_thing_says_why_it_is_linked_or_that_it_is_wanted(record):
    told = rows(record)

    for row in told[:: len(told) // 40]:
        page = record.get(f"/doc/{row['thing'].removeprefix(ID)}", Accept="text/html").text
        assert (row["item"] or "no link found") in page, row["thing"]
        assert str(escape(row["evidence"][:30])) in page, row["thing"]


def test_an_unknown_state_is_a_400_problem_with_a_hint(record):
    answer = record.get("/links?state=exakt")

    assert answer.status == 400
    assert "did you mean exact?" in answer.json["detail"]


def test_a_place_of_geonames_leads_to_ours(record):
    [row] = [
        row
        for row in rows(record, state="exact")
        if row["thing"] == f"{ID}place/belgrade" and "geonames" in row["item"]
    ]
    answer = record.get(f"/geonames/{row['item'].strip('/').rpartition('/')[2]}")

    assert (answer.status, answer.headers["location"]) == (303, "/id/place/belgrade")


def test_what_is_rejected_is_among_the_choices(record):
    exact = {row["item"] for row in rows(record, state="exact")}
    row = next(row for row in rows(record, state="rejected") if row["item"] not in exact and WIKIDATA in row["item"])
    answer = record.get(f"/wikidata/{row['item'].removeprefix(WIKIDATA)}", Accept="text/html")

    assert answer.status == 300
    assert "looked at, and not the same" in answer.text


@pytest.mark.parametrize("path", ["/geonames/0", "/geonames/Q1", "/viaf/1", "/gnd/118607626", "/isni/x", "/loc/n79"])
def test_an_identifier_that_nothing_is_linked_to_is_a_404_problem(record, path):
    assert record.get(path).status == 404
