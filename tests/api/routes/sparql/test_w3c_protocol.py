"""The W3C's tests of the protocol and of service descriptions, against a service that takes no updates."""

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse
from support.live_service import serving, write_release
from support.w3c_suite import MF, SUITE, UT, Manifest

from api.settings import Settings

pytestmark = pytest.mark.process


HT, CNT, RDFS = (
    "http://www.w3.org/2011/http#",
    "http://www.w3.org/2011/content#",
    "http://www.w3.org/2000/01/rdf-schema#",
)
SD = "http://www.w3.org/ns/sparql-service-description#"
DOMAINS = {
    **dict.fromkeys(("endpoint", "defaultDataset", "resultFormat", "supportedLanguage"), "Service"),
    **dict.fromkeys(("defaultGraph", "namedGraph"), "Dataset"),
    **dict.fromkeys(("name", "graph"), "NamedGraph"),
}
RANGES = {"defaultDataset": "Dataset", "defaultGraph": "Graph", "namedGraph": "NamedGraph", "graph": "Graph"}
FORMATS = {
    "boolean": {"application/sparql-results+json", "application/sparql-results+xml"},
    "tabular": {
        "application/sparql-results+json",
        "application/sparql-results+xml",
        "text/csv",
        "text/tab-separated-values",
    },
    "RDF": {"text/turtle", "application/rdf+xml", "application/n-triples"},
}
needs_suite = pytest.mark.skipif(not SUITE.is_dir(), reason=f"NOT RUN: there is no {SUITE}")


@pytest.fixture(scope="module")
def manifest():
    return Manifest(SUITE / "sparql11/protocol/manifest.ttl")


@pytest.fixture(scope="module")
def endpoint(manifest, tmp_path_factory):
    with serving(
        write_release(tmp_path_factory.mktemp("w3c") / "release", graph_data(manifest)), Settings()
    ) as running:
        yield running


def graph_data(manifest):
    """The data of the tests, each file in the graph that it is labelled with."""
    for test in manifest.entries():
        for node in manifest.values(test, UT + "graphData"):
            path = manifest.folder / manifest.file(manifest.value(node, UT + "graph"))
            name = NamedNode(manifest.value(node, RDFS + "label").value)
            yield from (Quad(*quad.triple, name) for quad in parse(path=path, format=RdfFormat.N_TRIPLES))


def send(endpoint, manifest, request):
    """Sends a request as a test describes it."""
    headers = {}
    for header in manifest.items(manifest.value(request, HT + "headers")):
        headers[manifest.value(header, HT + "fieldName").value] = manifest.value(header, HT + "fieldValue").value
    body = manifest.value(request, HT + "body")
    content = None
    if body is not None:
        encoding = manifest.value(body, CNT + "characterEncoding").value
        content = manifest.value(body, CNT + "chars").value.encode(encoding)
    path = manifest.value(request, HT + "absolutePath").value
    return endpoint.send(manifest.value(request, HT + "methodName").value, path, content, **headers)


def is_as_expected(manifest, answer, response):
    """Whether an answer has the status, format and boolean that a test expects."""
    classes = {status.value[-3] for status in manifest.values(response, MF + "expectedStatus")}
    if str(answer.status)[0] not in classes:
        return False
    format = manifest.value(response, MF + "expectedFormat")
    boolean = manifest.value(response, MF + "expectedBoolean")
    is_right_format = format is None or answer.media_type in FORMATS[format.value]
    return is_right_format and (boolean is None or answer.json["boolean"] is (boolean.value == "true"))


def requests(manifest, test):
    """The requests of a test with the responses expected."""
    for item in manifest.items(manifest.value(manifest.value(test, MF + "action"), HT + "requests")):
        yield item, manifest.value(item, HT + "resp")


@needs_suite
def test_all_protocol_cases_for_queries_are_passed(endpoint, manifest):
    tests = [test for test in manifest.entries() if "#update_" not in test.value]
    failed = [
        test.value
        for test in tests
        for request, response in requests(manifest, test)
        if not is_as_expected(manifest, send(endpoint, manifest, request), response)
    ]

    assert len(tests) == 27
    assert failed == []


@needs_suite
def test_all_protocol_cases_for_updates_are_refused(endpoint, manifest):
    tests = [test for test in manifest.entries() if "#update_" in test.value]
    statuses = {}
    for test in tests:
        first, _ = next(requests(manifest, test))
        answer = send(endpoint, manifest, first)
        statuses[test.value] = (answer.status, answer.media_type)

    assert len(tests) == 7
    assert set(statuses.values()) <= {(400, "application/problem+json"), (415, "application/problem+json")}


@needs_suite
def test_the_service_description_cases_are_passed(endpoint):
    suite = Manifest(SUITE / "sparql11/service-description/manifest.ttl")
    names = {suite.value(test, MF + "name").value for test in suite.entries()}
    answer = endpoint.get("/sparql")
    triples = {tuple(quad)[:3] for quad in parse(answer.body, RdfFormat.TURTLE)}
    types = {s: o.value.removeprefix(SD) for s, p, o in triples if p.value.endswith("#type")}

    assert names == {
        "GET on endpoint returns RDF",
        "Service description contains a matching sd:endpoint triple",
        "Service description conforms to schema",
    }
    assert answer.media_type == "text/turtle"
    assert [o.value for _, p, o in triples if p.value == SD + "endpoint"] == [f"{endpoint.url}/sparql"]
    for s, p, o in triples:
        term = p.value.removeprefix(SD)
        assert DOMAINS.get(term) in {None, types[s]}
        assert term not in RANGES or types[o] == RANGES[term]
