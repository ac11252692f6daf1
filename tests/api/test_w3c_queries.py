"""The W3C's query tests, asked over HTTP: https://www.w3.org/2009/sparql/docs/tests/."""

from urllib.parse import urlencode

import pytest
from live_service import serving, write_release
from pyoxigraph import Quad, QueryResultsFormat, RdfFormat, parse
from w3c_suite import SUITE, Case, cases, data_quads, expected_rows, read_results, same_graph, same_rows

from api.settings import Settings

needs_suite = pytest.mark.skipif(not SUITE.is_dir(), reason=f"NOT RUN: there is no {SUITE}")

KNOWN_FAILURES: dict[str, str] = {}
"""Tests that the engine fails, and why."""


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory):
    with serving(write_release(tmp_path_factory.mktemp("w3c") / "release", data_quads()), Settings()) as running:
        yield running


def send(endpoint, case: Case, accept: str):
    graphs = [("default-graph-uri", case.address(name)) for name in case.data]
    graphs += [("named-graph-uri", case.address(name)) for name in case.graph_data]
    query = f"BASE <{case.address(case.query)}>\n{case.text}"
    body = urlencode([("query", query), *graphs]).encode()
    return endpoint.send("POST", "/sparql", body, Accept=accept, Content_Type="application/x-www-form-urlencoded")


def outcome(endpoint, case: Case) -> bool:
    """Whether a test is passed."""
    if case.type == "NegativeSyntaxTest11":
        return send(endpoint, case, "*/*").status == 400
    if case.type == "PositiveSyntaxTest11":
        return send(endpoint, case, "*/*").status == 200
    if case.type == "CSVResultFormatTest":
        answer = send(endpoint, case, "text/csv")
        return sorted(answer.text.split()) == sorted((case.folder / case.result).read_text().split())
    expected = expected_rows(case.folder / case.result)
    if isinstance(expected, frozenset):
        answer = send(endpoint, case, "application/n-triples")
        triples = frozenset(parse(answer.body, RdfFormat.N_TRIPLES)) if answer.status == 200 else frozenset()
        return answer.status == 200 and same_graph(triples) == same_graph(frozenset(Quad(*q) for q in expected))
    answer = send(endpoint, case, "application/sparql-results+json")
    if answer.status != 200:
        return False
    got = read_results(answer.body, QueryResultsFormat.JSON)
    return got is expected if isinstance(expected, bool) or isinstance(got, bool) else same_rows(got, expected)


@needs_suite
def test_the_query_tests_of_the_w3c_are_passed(endpoint):
    failed = [case.name for case in cases() if not outcome(endpoint, case)]

    assert failed == list(KNOWN_FAILURES)
