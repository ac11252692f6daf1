"""The W3C's query tests, asked over HTTP: https://www.w3.org/2009/sparql/docs/tests/."""

import csv
import io
import re
from urllib.parse import urlencode

import pytest
from pyoxigraph import Quad, QueryResultsFormat, RdfFormat, parse
from support.live_service import serving, write_release
from support.w3c_suite import SUITE, Case, cases, data_quads, expected, read_results, same_graph, same_rows

from api.settings import Settings

pytestmark = pytest.mark.process


needs_suite = pytest.mark.skipif(not SUITE.is_dir(), reason=f"NOT RUN: there is no {SUITE}")

DIGITS = "the engine keeps the value of a number, not its digits"
LANGUAGE = "the engine gives the texts of a group, joined, their language tag"
SCOPE = "the engine binds the variable of GRAPH within the group, not after it"
TERMS = "the engine finds no path of length zero at a term that is not in the data"
KNOWN_FAILURES = {
    "distinct: Numbers: Distinct": DIGITS,
    "distinct: All: Distinct": DIGITS,
    "graph: graph-variable-scope": SCOPE,
    "graph: graph-optional": SCOPE,
    "aggregates: GROUP_CONCAT with same language tag": LANGUAGE,
    "aggregates: GROUP_CONCAT with one element": LANGUAGE,
    "aggregates: COUNT: no GROUP BY inside of GRAPH": SCOPE,
    "bindings: VALUES inside GRAPH binding the same variable as the graph name": SCOPE,
    "csv-tsv-res: csv03 - CSV Result Format": DIGITS,
    "functions: BNODE(str)": "the engine names a blank node by the text alone, not by the row as well",
    "negation: outer GRAPH operator does not affect MINUS disjointness": SCOPE,
    "property-path: * with start being a constant on the empty dataset": TERMS,
    "property-path: * with end being a constant on the empty dataset": TERMS,
    "property-path: ? with start being a constant on the empty dataset": TERMS,
    "property-path: ? with end being a constant on the empty dataset": TERMS,
}
"""Tests that the engine fails, whichever way it is asked, and why."""


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory):
    with serving(
        write_release(tmp_path_factory.mktemp("w3c") / "release", data_quads()), Settings.of(union=False)
    ) as running:
        yield running


def send(endpoint, case: Case, accept: str):
    graphs = [("default-graph-uri", case.address(name)) for name in case.data]
    graphs += [("named-graph-uri", case.address(name)) for name in case.graph_data]
    if re.search(r"\bFROM\b", case.text):
        graphs = []  # the query names them itself
    query = f"BASE <{case.address(case.query)}>\n{case.text}"
    body = urlencode([("query", query), *graphs]).encode()
    return endpoint.send("POST", "/sparql", body, Accept=accept, Content_Type="application/x-www-form-urlencoded")


def table(text: str) -> list[tuple]:
    """The rows of a CSV file, whatever the order of rows and columns; blank nodes without their names."""
    rows = csv.DictReader(io.StringIO(text))
    return sorted(tuple(sorted((name, re.sub("^_:.*", "_:", value)) for name, value in row.items())) for row in rows)


def outcome(endpoint, case: Case) -> bool:
    """Whether a test is passed."""
    if case.type == "NegativeSyntaxTest11":
        return send(endpoint, case, "*/*").status == 400
    if case.type == "PositiveSyntaxTest11":
        return send(endpoint, case, "*/*").status == 200
    if case.type == "CSVResultFormatTest":
        answer = send(endpoint, case, "text/csv")
        return answer.status == 200 and table(answer.text) == table((case.folder / case.result).read_text())
    due = expected(case)
    if isinstance(due, frozenset):
        answer = send(endpoint, case, "application/n-triples")
        triples = frozenset(parse(answer.body, RdfFormat.N_TRIPLES)) if answer.status == 200 else frozenset()
        return answer.status == 200 and same_graph(triples) == same_graph(frozenset(Quad(*q) for q in due))
    answer = send(endpoint, case, "application/sparql-results+json")
    if answer.status != 200:
        return False
    got = read_results(answer.body, QueryResultsFormat.JSON)
    return got is due if isinstance(due, bool) or isinstance(got, bool) else same_rows(got, due)


@needs_suite
def test_the_query_tests_of_the_w3c_are_passed(endpoint):
    failed = [case.name for case in cases() if not outcome(endpoint, case)]

    assert len(cases()) == 478
    assert failed == list(KNOWN_FAILURES)
