"""The example queries: as pages, as data, and asked over HTTP."""

import csv
import io
import re
from html import unescape

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse
from support.live_service import serving
from support.places import TESTS

from api.settings import Settings
from kb import resources
from kb.examples import examples
from kb.namespaces import BASE, ID, expand, term

EXAMPLES = examples(resources.folder("seeds") / "queries")
ROWS = TESTS / "competency"
GRAPHS = ["text/turtle", "application/ld+json", "application/rdf+xml", "application/n-triples"]
ONE = "02_stalins_reply"


def triples(answer):
    assert answer.status == 200, answer.text
    return {tuple(quad)[:3] for quad in parse(answer.body, RdfFormat.from_media_type(answer.media_type))}


@pytest.mark.parametrize("name", [path.stem for path in sorted(ROWS.glob("*.csv"))])
def test_each_query_is_answered_over_http_by_the_rows_it_is_known_for(record, name):
    text = record.get(f"/queries/{name}", Accept="application/sparql-query").text

    answer = record.query(text, accept="text/csv")
    assert answer.status == 200
    assert answer.text.replace("\r\n", "\n") == (ROWS / f"{name}.csv").read_text(encoding="utf-8")


def test_the_data_names_for_each_query_its_text_title_question_and_endpoint(record):
    told = triples(record.get("/queries", Accept="text/turtle"))
    for query in EXAMPLES.values():
        about = {(p, o) for s, p, o in told if s == NamedNode(f"{BASE}queries/{query.name}")}

        assert about >= {
            (term("rdf:type"), term("sh:SPARQLExecutable")),
            (term("rdf:type"), term("sh:SPARQLSelectExecutable")),
            (term("rdfs:comment"), Literal(query.question, language="en")),
            (term("sh:select"), Literal(query.text)),
            (term("schema:target"), NamedNode(record.url + "/sparql")),
        }
        assert {o.value for p, o in about if p.value == expand("schema:keywords")} == set(query.keywords)
        assert (term("rdfs:label"), Literal(query.title, language="en")) in about


def test_each_query_has_a_title_and_keywords_in_notes_below_its_question():
    assert [query.name for query in EXAMPLES.values() if not query.keywords or query.title == query.question] == []


@pytest.mark.parametrize("path", ["/queries", f"/queries/{ONE}"])
def test_each_graph_format_tells_the_same(record, path):
    told = [triples(record.get(path, Accept=media_type)) for media_type in GRAPHS]

    assert told[0] == told[1] == told[2] == told[3] != set()


@pytest.mark.parametrize("path", ["/queries", f"/queries/{ONE}"])
def test_queries_can_be_kept_and_headed(record, path):
    for media_type in ("text/html", *GRAPHS):
        answer = record.get(path, Accept=media_type)

        assert record.get(path, Accept=media_type, If_None_Match=answer.headers["etag"]).status == 304
        head = record.send("HEAD", path, Accept=media_type)
        assert (head.status, head.headers["content-length"]) == (200, str(len(answer.body)))


def test_a_page_has_the_query_in_a_form_that_asks_it(record):
    text = record.get(f"/queries/{ONE}", Accept="text/html").text
    filled = unescape(re.search(r"<textarea[^>]*>(.*?)</textarea>", text, re.DOTALL)[1])

    assert filled.strip() == EXAMPLES[ONE].text.strip()
    assert re.search(r'<form action="/sparql" method="get">', text)


@pytest.mark.parametrize("path", ["/queries", "/sparql"])
def test_all_queries_are_offered_where_queries_are_written(record, path):
    text = record.get(path, Accept="text/html").text

    assert [name for name in EXAMPLES if f'href="/queries/{name}"' not in text] == []


def test_the_endpoint_is_the_one_that_the_service_is_reached_under(release):
    with serving(release, Settings.of(public_url="https://example.org/elbe")) as running:
        told = triples(running.get("/queries", Accept="text/turtle"))

        assert {o.value for _, p, o in told if p.value == expand("schema:target")} == {
            "https://example.org/elbe/sparql"
        }


def test_an_unknown_query_or_representation_is_a_problem(record):
    assert record.get("/queries/nothing").status == 404
    assert record.get("/queries/..%2Fclaims_about").status == 404
    assert record.get(f"/queries/{ONE}", Accept="image/png").status == 406


def test_a_query_of_each_form_can_be_an_example():
    def text_property(query):
        example = EXAMPLES[ONE].__class__("name", "Question?", "Title", (), f"# Question?\nPREFIX a: <b:>\n{query}")
        return [
            p.value
            for _, p, o in example.triples(NamedNode("http://example.org/query"), "http://example.org/sparql")
            if o == Literal(example.text)
        ]

    assert text_property("ASK {}") == [expand("sh:ask")]
    assert text_property("CONSTRUCT WHERE { ?s ?p ?o }") == [expand("sh:construct")]


# answers


@pytest.mark.parametrize("name", EXAMPLES)
def test_each_named_query_answers_as_a_table_for_people_and_for_programs(record, name):
    path = f"/queries/{name}"
    known = record.query(EXAMPLES[name].text, accept="text/csv")

    table = record.get(f"{path}?format=csv")
    assert (table.status, table.media_type, table.text) == (200, "text/csv", known.text)
    rows = list(csv.reader(io.StringIO(table.text, newline="")))
    found = record.get(path, Accept="application/json")
    assert found.media_type == "application/sparql-results+json"
    assert found.json["head"]["vars"] == rows[0]
    assert len(found.json["results"]["bindings"]) == len(rows) - 1
    page = record.get(path, Accept="text/html").text
    assert page.count("<tr>") == min(len(rows) - 1, 1000) + 1
    assert f"{len(rows) - 1:,} row" in page
    assert len(rows) > 1 or name == "claims_without_passage"


def test_what_is_given_for_a_parameter_is_put_into_the_query(record):
    path = "/queries/names_of?format=csv&thing="
    one, other = (record.get(path + name).text for name in ("person/ivan-konev", ID + "person/milovan-djilas"))
    both = record.get(f"{path}person/ivan-konev&thing=person/milovan-djilas").text

    assert "Ivan Konev,en,preferred" in one
    assert "Милован Ђилас,sr,preferred" in other
    assert len(both.splitlines()) == len(one.splitlines()) + len(other.splitlines()) - 1
    assert ID + "person/milovan-djilas" in record.get(path.replace("csv", "rq") + "person/milovan-djilas").text


def test_a_page_has_what_was_given_in_its_form_and_in_its_links(record):
    page = unescape(record.get("/queries/claims_of_a_time?from=1945-01-01&to=1945-01-31", Accept="text/html").text)

    assert '<input id="p-from" name="from" type="date" value="1945-01-01"' in page
    assert 'href="/queries/claims_of_a_time?from=1945-01-01&to=1945-01-31&format=csv"' in page


@pytest.mark.parametrize(
    ("path", "detail"),
    [
        ("claims_of_a_time?from=1945", "from: '1945' is no date. It takes one such as 1944-10-01."),
        ("links_to_wikidata?item=Tito", "item: 'Tito' is no item. It takes one such as Q9161."),
        ("names_of?thing=person/ivan-konew", "thing: the record has no 'person/ivan-konew' (did you mean person/ivan-konev"),
        ("said_by?speaker=place/serbia", "speaker: 'place/serbia' is of kind place."),
        ("said_by?speker=person/ivan-konev", "/queries/said_by takes no 'speker' (did you mean speaker?); it takes speaker, format."),
        ('names_of?thing=person/a%22%20}%20UNION', "thing: the record has no "),
    ],
)  # fmt: skip
def test_a_value_that_a_parameter_does_not_take_is_a_problem_that_says_what_it_takes(record, path, detail):
    answer = record.get(f"/queries/{path}")

    assert answer.status == 400
    assert answer.json["detail"].startswith(detail)


def test_the_parameters_of_each_query_are_described_with_their_types(record):
    paths = record.get("/openapi.json").json["paths"]

    for query in EXAMPLES.values():
        told = {each["name"]: each for each in paths[f"/queries/{query.name}"]["get"].get("parameters", ())}
        assert set(told) == {each.name for each in query.parameters} | {"format"}
        for each in query.parameters:
            assert record.get(f"/queries/{query.name}?{each.name}={told[each.name]['example'][0]}").status == 200
    assert paths["/queries/claims_of_a_time"]["get"]["parameters"][0]["schema"]["items"]["format"] == "date"


def test_a_query_that_walks_a_chain_for_each_row_has_a_way_round_that_is_told(record):
    told = {each["name"]: each for each in record.get("/limits", Accept="application/json").json["departures"]}

    assert "/queries/claims_without_passage" in told["paths-that-are-walked-for-each-row"]["remedy"]
