"""The query operation, rule by rule: https://www.w3.org/TR/sparql11-protocol/#query-operation."""

import gzip
import http.client
from urllib.parse import quote, urlencode

import pytest
from pyoxigraph import NamedNode, QueryResultsFormat, RdfFormat, parse, parse_query_results
from support.live_service import EXAMPLE, serving
from support.words import DERIVED_GRAPH, ONTOLOGY_GRAPH, RECORD_GRAPH

from api.settings import Answers, Settings
from kb.namespaces import BASE

FORM, DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"
ASK, SELECT, CONSTRUCT = "ASK {}", "SELECT (1 AS ?x) {}", "CONSTRUCT { <s> <p> 'Đilas'@sr } WHERE {}"
RESULTS = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
GRAPHS = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdf",
    "application/trig": "trig",
    "application/n-quads": "nq",
}
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
SD = "http://www.w3.org/ns/sparql-service-description#"


def is_problem(answer, status, name):
    return (answer.status, answer.media_type, answer.json["type"], answer.json["status"]) == (
        status,
        "application/problem+json",
        f"{BASE}problems/{name}",
        status,
    )


# operations


def test_a_query_is_answered_by_get(service):
    answer = service.query(ASK)

    assert answer.status == 200
    assert answer.json["boolean"] is True


def test_a_query_is_answered_by_post_as_a_form(service):
    body = urlencode({"query": ASK}).encode()

    assert service.send("POST", "/sparql", body, Content_Type=FORM).json["boolean"] is True


@pytest.mark.parametrize(("content_type", "body"), [(FORM, b""), (FORM, b"query=ASK+%7B%7D"), (DIRECT, b"ASK {}")])
def test_the_query_of_a_post_does_not_stand_in_the_address(service, content_type, body):
    answer = service.send("POST", "/sparql?" + urlencode({"query": ASK}), body, Content_Type=content_type)

    assert answer.status == 400
    assert answer.json["detail"] == "The query of a POST stands in its body, not in the address."


@pytest.mark.parametrize("content_type", [DIRECT, f"{DIRECT}; charset=UTF-8", f'{DIRECT};charset="utf-8"'])
def test_a_query_is_answered_by_post_as_it_is(service, content_type):
    assert service.send("POST", "/sparql", ASK.encode(), Content_Type=content_type).json["boolean"] is True


def test_head_has_the_headers_of_get_and_no_body(service):
    path = "/sparql?" + urlencode({"query": SELECT})
    get, head = service.get(path), service.send("HEAD", path)

    assert head.status == 200
    assert head.body == b""
    for name in ("content-type", "content-length", "etag", "vary", "cache-control"):
        assert head.headers[name] == get.headers[name]


def test_options_tells_the_methods(service):
    answer = service.send("OPTIONS", "/sparql")

    assert answer.status == 204
    assert answer.headers["allow"] == "GET, HEAD, POST, OPTIONS"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_not_allowed(service, method):
    answer = service.send(method, "/sparql?query=ASK%7B%7D", b"")

    assert is_problem(answer, 405, "method-not-allowed")
    assert answer.headers["allow"] == "GET, HEAD, POST, OPTIONS"


def test_a_slash_at_the_end_of_the_address_is_allowed(service):
    assert service.get("/sparql/?" + urlencode({"query": ASK})).json["boolean"] is True


def test_pages_of_other_sites_may_ask(service):
    preflight = service.send(
        "OPTIONS", "/sparql", Origin="https://example.org", Access_Control_Request_Method="POST",
        Access_Control_Request_Headers="content-type",
    )  # fmt: skip

    assert preflight.status == 204
    assert preflight.headers["access-control-allow-origin"] == "*"
    assert "POST" in preflight.headers["access-control-allow-methods"]
    assert preflight.headers["access-control-allow-headers"] == "*"
    assert service.query(ASK).headers["access-control-allow-origin"] == "*"


# parameters


@pytest.mark.parametrize("name", ["Đilas", "Ђилас", "a+b c&d=e%", "\N{LATIN SMALL LETTER E WITH ACUTE}"])
def test_percent_encoded_utf8_is_read_right_in_address_and_form(service, name):
    query = f'SELECT (STRLEN("{name}") AS ?length) ("{name}" AS ?name) {{}}'
    body = urlencode({"query": query}).encode()

    for answer in (service.query(query), service.send("POST", "/sparql", body, Content_Type=FORM), service.post(query)):
        row = answer.json["results"]["bindings"][0]
        assert row["name"]["value"] == name
        assert row["length"]["value"] == str(len(name))


def test_an_iri_beyond_ascii_matches_in_a_form(service):
    query = 'SELECT ?same { BIND(IRI("http://example.org/\\u0110ilas") = <http://example.org/Đilas> AS ?same) }'
    answer = service.send("POST", "/sparql", ("query=" + quote(query)).encode(), Content_Type=FORM)

    assert answer.json["results"]["bindings"][0]["same"]["value"] == "true"


@pytest.mark.parametrize(
    "path",
    ["/sparql?query=ASK%20%7B%7D%ff", "/sparql?query=ASK%20%7B%7D%C4", "/sparql?%ff=1&query=ASK%20%7B%7D"],
)
def test_broken_utf8_in_the_address_is_a_400(service, path):
    assert is_problem(service.get(path), 400, "bad-request")


def test_broken_utf8_in_a_body_is_a_400(service):
    assert is_problem(service.post(b"ASK { ?s ?p '\xc4' }"), 400, "bad-request")
    assert is_problem(service.send("POST", "/sparql", b"query=%C4", Content_Type=FORM), 400, "bad-request")


def test_a_request_has_one_query(service):
    twice = urlencode([("query", ASK), ("query", ASK)])

    assert is_problem(service.get("/sparql?" + twice), 400, "bad-request")
    assert is_problem(service.send("POST", "/sparql", twice.encode(), Content_Type=FORM), 400, "bad-request")
    assert is_problem(
        service.send("POST", "/sparql?query=ASK%7B%7D", ASK.encode(), Content_Type=DIRECT), 400, "bad-request"
    )
    assert is_problem(service.send("POST", "/sparql", b"", Content_Type=FORM), 400, "bad-request")
    assert is_problem(service.get("/sparql?default-graph-uri=http://example.org/"), 400, "bad-request")


@pytest.mark.parametrize("content_type", ["text/plain", "application/json", "", f"{DIRECT}; charset=UTF-16"])
def test_other_bodies_are_not_taken(service, content_type):
    answer = service.send("POST", "/sparql", ASK.encode(), Content_Type=content_type)

    assert is_problem(answer, 415, "unsupported-media-type")
    assert answer.headers["accept"] == f"{FORM}, {DIRECT}"


def test_a_body_that_is_encoded_is_not_taken_for_one_that_is_not(service):
    body = gzip.compress(ASK.encode())
    answer = service.send("POST", "/sparql", body, Content_Type=DIRECT, Content_Encoding="gzip")

    assert is_problem(answer, 415, "unsupported-media-type")
    assert answer.headers["accept-encoding"] == "identity"
    plain = service.send("POST", "/sparql", ASK.encode(), Content_Type=DIRECT, Content_Encoding="identity")
    assert plain.json["boolean"] is True


@pytest.mark.parametrize(
    "update", ["INSERT DATA { <a> <b> <c> }", "CLEAR ALL", "LOAD <file:///etc/passwd>", "DROP ALL"]
)
def test_updates_are_refused_whichever_way_they_come(service, update):
    before = service.rows("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    form = urlencode({"update": update}).encode()

    assert is_problem(service.query(update), 400, "refused-query")
    assert is_problem(service.post(update), 400, "refused-query")
    assert is_problem(service.get("/sparql?" + form.decode()), 400, "read-only")
    assert is_problem(service.send("POST", "/sparql", form, Content_Type=FORM), 400, "read-only")
    body = update.encode()
    answer = service.send("POST", "/sparql", body, Content_Type="application/sparql-update")
    assert is_problem(answer, 415, "unsupported-media-type")
    assert service.rows("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == before


def test_a_malformed_query_is_a_400_with_its_place(service):
    answer = service.query("SELECT *\n{ ?s ?p")

    assert is_problem(answer, 400, "malformed-query")
    assert (answer.json["line"], answer.json["column"]) == (2, 8)


def test_federation_is_a_400(service):
    assert is_problem(service.query("SELECT * { SERVICE <http://127.0.0.1/> {} }"), 400, "refused-query")


def test_a_body_that_is_too_large_is_a_413(service):
    query = f"ASK {{}} # {'x' * 70_000}"

    assert is_problem(service.post(query), 413, "too-large")
    assert is_problem(service.send("POST", "/sparql", f"query={query}".encode(), Content_Type=FORM), 413, "too-large")


def test_an_address_that_is_too_long_is_a_414(service):
    for length in (40_000, 100_000):
        assert is_problem(service.query("ASK {} #" + "x" * length), 414, "address-too-long")


# formats


@pytest.mark.parametrize("media_type", RESULTS)
@pytest.mark.parametrize("query", [ASK, SELECT])
def test_results_come_in_each_format(service, media_type, query):
    answer = service.query(query, accept=media_type)

    assert answer.media_type == media_type
    assert answer.headers["vary"] == "Accept, Accept-Encoding"
    assert service.query(query, accept="*/*", format=RESULTS[media_type]).body == answer.body


@pytest.mark.parametrize("media_type", GRAPHS)
def test_graphs_come_in_each_format(service, media_type):
    answer = service.query(CONSTRUCT, accept=media_type)
    triples = [tuple(quad)[:3] for quad in parse(answer.body, RdfFormat.from_media_type(media_type))]

    assert answer.media_type == media_type
    assert [(str(s), str(p), str(o)) for s, p, o in triples] == [(f"<{BASE}id/s>", f"<{BASE}id/p>", '"Đilas"@sr')]
    assert service.query(CONSTRUCT, accept="*/*", format=GRAPHS[media_type]).body == answer.body


@pytest.mark.parametrize(
    ("query", "accept", "media_type"),
    [
        (SELECT, "*/*", "application/sparql-results+json"),
        (SELECT, "text/*", "text/csv"),
        (SELECT, "text/csv;q=0.5, application/sparql-results+xml", "application/sparql-results+xml"),
        (SELECT, "text/turtle, */*;q=0.1", "application/sparql-results+json"),
        (SELECT, "application/json", "application/json"),
        (SELECT, "text/xml", "text/xml"),
        (SELECT, "application/sparql-results+json;q=0, */*;q=0.1", "application/sparql-results+xml"),
        (CONSTRUCT, "*/*", "text/turtle"),
        (CONSTRUCT, "application/json", "application/json"),
        (CONSTRUCT, "application/sparql-results+json, application/n-triples;q=0.2", "application/n-triples"),
        ("DESCRIBE <s>", "application/rdf+xml, text/turtle;q=0.9", "application/rdf+xml"),
    ],
)
def test_the_accepted_format_liked_best_is_sent(service, query, accept, media_type):
    assert service.query(query, accept).media_type == media_type


@pytest.mark.parametrize(
    ("query", "accept"), [(SELECT, "text/turtle"), (CONSTRUCT, "text/csv"), (ASK, "image/png"), (ASK, "*/*;q=0")]
)
def test_what_cannot_be_accepted_is_a_406(service, query, accept):
    assert is_problem(service.query(query, accept), 406, "not-acceptable")


def test_the_first_known_of_several_formats_counts(service):
    pairs = [
        ("query", CONSTRUCT),
        ("format", "rdf+xml"),
        ("format", "text/turtle,application/rdf+xml"),
        ("format", "nt"),
    ]

    assert service.get("/sparql?" + urlencode(pairs)).media_type == "text/turtle"
    assert service.get("/sparql?" + urlencode([("query", SELECT), ("format", "")])).status == 200


def test_an_unknown_format_is_a_400_where_nothing_else_says_what_is_accepted(service):
    answer = service.get("/sparql?" + urlencode({"query": SELECT, "format": "pdf"}))

    assert is_problem(answer, 400, "bad-request")
    assert service.query(SELECT, format="pdf").media_type == "application/sparql-results+json"


@pytest.mark.parametrize(
    ("query", "accept", "format", "media_type"),
    [
        (CONSTRUCT, "text/turtle", "n3", "text/turtle"),
        (CONSTRUCT, "application/n-triples", "csv", "application/n-triples"),
        (SELECT, "application/sparql-results+json", "json-ld", "application/sparql-results+json"),
        (SELECT, "application/sparql-results+xml", "auto", "application/sparql-results+xml"),
        (SELECT, "application/sparql-results+json", "text/html", "application/sparql-results+json"),
        (SELECT, "text/csv", "turtle", "text/csv"),
        (SELECT, "", "application/sparql-results+json", "application/sparql-results+json"),
        (SELECT, "text/csv", "application/sparql-results json", "application/sparql-results+json"),
    ],
)
def test_a_format_that_is_not_known_or_does_not_fit_leaves_the_choice_to_accept(
    service, query, accept, format, media_type
):
    assert service.query(query, accept, format=format).media_type == media_type


def test_text_formats_name_their_charset(service):
    assert service.query(SELECT, "text/csv").headers["content-type"] == "text/csv; charset=utf-8"
    assert service.query(CONSTRUCT, "text/turtle").headers["content-type"] == "text/turtle; charset=utf-8"


def test_a_carriage_return_survives_in_xml(service):
    answer = service.query("SELECT ('a\\r\\nb' AS ?x) {}", "application/sparql-results+xml")
    rows = list(parse_query_results(answer.body, QueryResultsFormat.XML))

    assert b"a&#xD;\nb" in answer.body
    assert rows[0]["x"].value == "a\r\nb"


# dataset

COUNT = "SELECT (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"


@pytest.mark.parametrize(
    ("parameters", "count"),
    [
        ({}, 5008),
        ({"default-graph-uri": RECORD_GRAPH.value}, 5006),
        ({"default-graph-uri": DERIVED_GRAPH.value}, 1),
        ({"named-graph-uri": DERIVED_GRAPH.value}, 1),
        ({"default-graph-uri": [RECORD_GRAPH.value, DERIVED_GRAPH.value]}, 5007),
        ({"default-graph-uri": RECORD_GRAPH.value, "named-graph-uri": [DERIVED_GRAPH.value, "urn:x"]}, 5007),
        ({"default-graph-uri": "file:///etc/passwd"}, 0),
        ({"default-graph-uri": ""}, 5008),
    ],
)
def test_the_request_may_name_the_graphs(tight, parameters, count):
    assert tight.rows(COUNT, **parameters) == [{"n": str(count)}]
    body = urlencode({"query": COUNT, **parameters}, doseq=True).encode()
    answer = tight.send("POST", "/sparql", body, Content_Type=FORM)
    assert answer.json["results"]["bindings"][0]["n"]["value"] == str(count)
    path = "/sparql?" + urlencode(parameters, doseq=True)
    answer = tight.send("POST", path, COUNT.encode(), Content_Type=DIRECT)
    assert answer.json["results"]["bindings"][0]["n"]["value"] == str(count)


def test_a_query_that_names_no_graph_is_asked_of_all_of_them_together(service):
    assert service.rows(f"SELECT ?o {{ <{EXAMPLE}d> <{EXAMPLE}p> ?o }}") == [{"o": "derived"}]


def test_without_the_union_such_a_query_is_asked_of_the_record_alone(small_release):
    with serving(small_release, Settings(answers=Answers(union=False))) as running:
        assert running.rows(COUNT) == [{"n": "5007"}]


def test_graphs_of_the_request_override_those_of_the_query(tight):
    query = COUNT.replace(" {", f" FROM <{RECORD_GRAPH.value}> {{", 1)

    assert tight.rows(query) == [{"n": "5006"}]
    assert tight.rows(query, **{"default-graph-uri": DERIVED_GRAPH.value}) == [{"n": "1"}]


def test_a_graph_name_that_is_no_iri_is_a_400(tight):
    assert is_problem(tight.query(ASK, **{"named-graph-uri": "no iri"}), 400, "bad-request")


# keeping answers


def test_an_answer_that_is_known_is_not_sent_again(service):
    answer = service.query(SELECT)
    path = "/sparql?" + urlencode({"query": SELECT})
    again = service.get(path, Accept="application/sparql-results+json", If_None_Match=f'"x", {answer.headers["etag"]}')

    assert again.status == 304
    assert again.body == b""
    assert again.headers["etag"] == answer.headers["etag"]
    assert service.get(path, Accept="text/csv", If_None_Match=answer.headers["etag"]).status == 200
    assert service.query("SELECT (2 AS ?x) {}").headers["etag"] != answer.headers["etag"]


@pytest.mark.parametrize("query", ["SELECT (RAND() AS ?x) {}", "SELECT (now() AS ?x) {}", "SELECT (UUID() AS ?x) {}"])
def test_an_answer_that_would_differ_next_time_is_not_kept(service, query):
    answer = service.query(query)

    assert answer.headers["etag"] is None
    assert answer.headers["cache-control"] == "no-store"


# service description


@pytest.mark.parametrize(
    "media_type", ["text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json"]
)
def test_the_service_describes_itself(tight, media_type):
    answer = tight.get("/sparql", Accept=media_type)
    triples = {tuple(quad)[:3] for quad in parse(answer.body, RdfFormat.from_media_type(media_type))}
    service = next(s for s, p, o in triples if p == NamedNode(SD + "endpoint"))

    assert answer.media_type == media_type
    assert (service, NamedNode(SD + "endpoint"), NamedNode(f"{tight.url}/sparql")) in triples
    assert (service, NamedNode(SD + "supportedLanguage"), NamedNode(SD + "SPARQL11Query")) in triples
    assert {o.value for s, p, o in triples if p == NamedNode(SD + "name")} == {
        DERIVED_GRAPH.value,
        ONTOLOGY_GRAPH.value,
    }
    assert (service, NamedNode(SD + "feature"), NamedNode(SD + "UnionDefaultGraph")) in triples
    assert {"20000", "1", str(4 * 2**20)} <= {o.value for s, p, o in triples if p.value.endswith("/value")}


def test_people_get_a_form(service):
    answer = service.get("/sparql", Accept=BROWSER)

    assert answer.media_type == "text/html"
    assert '<label for="query">' in answer.text


def test_people_get_their_errors_as_a_page(service):
    answer = service.query("SELECT <b>", BROWSER)

    assert (answer.status, answer.media_type) == (400, "text/html")
    assert "<h1>The query is not SPARQL</h1>" in answer.text


# transport


def test_a_large_answer_is_streamed_whole(tight):
    answer = tight.query("SELECT * { ?s ?p ?o }")

    assert answer.headers["transfer-encoding"] == "chunked"
    assert len(answer.json["results"]["bindings"]) == 5007


def test_http_1_0_gets_a_whole_answer_of_known_length(tight):
    class Old(http.client.HTTPConnection):
        _http_vsn, _http_vsn_str = 10, "HTTP/1.0"

    connection = Old("127.0.0.1", tight.port)
    connection.request("GET", "/sparql?" + urlencode({"query": "SELECT * { ?s ?p ?o }"}))
    response = connection.getresponse()

    assert len(response.read()) == int(response.headers["content-length"]) > 2**16


def test_an_encoded_body_is_not_mistaken_for_a_query(service):
    assert service.post(gzip.compress(ASK.encode())).status == 400
