"""The example queries: as pages, as data, and asked over HTTP."""

import re
from html import unescape

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse
from support.live_service import serving
from support.places import TESTS

from api.settings import Settings
from kb.examples import examples
from kb.namespaces import BASE, expand, term

EXAMPLES = examples()
ROWS = TESTS / "competency"
GRAPHS = ["text/turtle", "application/ld+json", "application/rdf+xml", "application/n-triples"]
ONE = "02_stalins_reply"


def triples(answer):
    assert answer.status == 200, answer.text
    return {tuple(quad)[:3] for quad in parse(answer.body, RdfFormat.from_media_type(answer.media_type))}


@pytest.mark.parametrize("name", EXAMPLES)
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
        return [p.value for _, p, o in example.triples("http://example.org/sparql") if o == Literal(example.text)]

    assert text_property("ASK {}") == [expand("sh:ask")]
    assert text_property("CONSTRUCT WHERE { ?s ?p ?o }") == [expand("sh:construct")]
