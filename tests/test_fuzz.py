"""One or two edits in what is authored, asked and sent: each is taken as meant, or refused with a reason.

`make fuzz` tries many more of each kind, and prints how they ended.
"""

import http.client
import re
import socket
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.edits import edited
from support.live_service import Service, processes, serving
from support.rdf_cases import read_with_pyoxigraph
from support.small_record import FILES, write_seeds
from support.words import CORE

from api.settings import Settings
from kb import resources
from kb.authoring import expansion, loader, nodes, questions, shorthands, sssom, syntax, withdrawal
from kb.authoring.files import File
from kb.authoring.nodes import Reading
from kb.derivation.derive import derive
from kb.errors import Problem, SeedErrors
from kb.model import context, terms
from kb.rdf.formats import FORMATS, write_graph
from kb.release.build import build
from kb.sandbox.limits import Limits
from kb.validation.checks import validate

Input = TypeVar("Input")
SYNTAX, REFUSED, TAKEN = "no syntax", "refused", "taken"
SEEDS = resources.folder("seeds")
HEADS = [
    "GET / HTTP/1.1\r\nHost: example.org\r\nAccept: text/html,*/*;q=0.8\r\n\r\n",
    "GET /doc/person/anna HTTP/1.1\r\nHost: example.org\r\nAccept: text/turtle;q=0.9, application/ld+json\r\n\r\n",
    'GET /id/person/anna HTTP/1.1\r\nHost: example.org\r\nIf-None-Match: W/"a", "b"\r\nAccept-Encoding: gzip;q=0.5\r\n\r\n',
    "GET /claims?about=event/crossing&limit=5&format=csv HTTP/1.1\r\nHost: example.org\r\n\r\n",
    "GET /entities?type=person&q=Anna HTTP/1.1\r\nHost: example.org\r\nOrigin: https://example.org\r\n\r\n",
    "GET /search?q=%D0%90%D0%BD%D0%B0&kind=person HTTP/1.1\r\nHost: example.org\r\nAccept: application/ld+json\r\n\r\n",
    "GET /questions/event/crossing/person-count/person HTTP/1.1\r\nHost: example.org\r\nAccept: text/csv\r\n\r\n",
    "GET /dumps/elbe.ttl HTTP/1.1\r\nHost: example.org\r\nRange: bytes=0-9\r\nIf-Range: \"x\"\r\n\r\n",
    "HEAD /dumps/elbe.nq HTTP/1.1\r\nHost: example.org\r\nIf-Modified-Since: Mon, 30 Nov 2026 00:00:00 GMT\r\n\r\n",
    "GET /wikidata/Q1 HTTP/1.1\r\nHost: example.org\r\nX-Request-Id: abc\r\n\r\n",
    "OPTIONS /sparql HTTP/1.1\r\nHost: example.org\r\nAccess-Control-Request-Method: POST\r\n\r\n",
    "GET /sparql?query=ASK%7B%7D&default-graph-uri=https%3A%2F%2Fw3id.org%2Felbe%2Fgraph%2Frecord HTTP/1.1\r\nHost: a\r\n\r\n",
    "POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/sparql-query\r\nContent-Length: 5\r\n\r\nASK{}",
    "POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 13\r\n\r\nquery=ASK%7B%7D",
    "POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/sparql-query\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nASK{}\r\n0\r\n\r\n",
    "GET /dataset HTTP/1.0\r\nAccept: application/rdf+xml\r\n\r\n",
    "GET /ontology HTTP/1.1\r\nHost: example.org\r\nAccept: application/n-triples\r\nConnection: close\r\n\r\n",
]  # fmt: skip


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    """The service on the small record, which waits for no one."""
    folder = tmp_path_factory.mktemp("fuzz")
    release = build(folder / "out", write_seeds(folder / "seeds", FILES))
    patience = Settings.of(Limits(seconds=2, workers=2), header_seconds=0.2, body_seconds=0.2, log_requests=False)
    with serving(release, patience, folder / "log") as running:
        yield running
    told = (folder / "log").read_text("utf-8")
    assert "Traceback" not in told
    assert "was ended by" not in told, "a process died that answered a query"


def tried(inputs: st.SearchStrategy[Input], ends: Callable[[Input], str], capfd: Any = None, share: float = 1) -> None:
    """Tries many inputs, of which at least a third get past syntax; prints how they ended."""
    ended: Counter[str] = Counter()
    number = int(settings.default.max_examples * share)

    @settings(suppress_health_check=list(HealthCheck), database=None, deadline=None, max_examples=number)
    @given(inputs)
    def each(input: Input) -> None:
        ended[ends(input)] += 1

    each()
    with capfd.disabled() if capfd and number > 100 else nullcontext():
        print(f"\n{ended.total()} inputs: {', '.join(f'{number} {word}' for word, number in ended.most_common())}")
    assert (ended.total() - ended[SYNTAX]) / ended.total() >= 1 / 3


def blocks(text: str, beginning: str, most: int) -> list[str]:
    """The parts of a text that begin alike, a few at a time."""
    parts = re.split(rf"^(?={beginning})", text, flags=re.MULTILINE)
    return ["".join(parts[at : at + most]) for at in range(0, len(parts), most)]


def told(problems: Sequence[Problem], text: str | None = None) -> str:
    """That something is refused, each time with a line that there is and what to do."""
    assert problems
    for problem in problems:
        held = Path(problem.file).read_bytes().decode("utf-8", "replace") if text is None else text
        assert 1 <= problem.line <= len(re.findall(r"\r\n?|\n", held)) + 1
        assert problem.message
    return REFUSED


def ending_of_nodes(text: str) -> str:
    """How a piece of an authored file ends, from its bytes to every format."""
    reading, file = Reading(), File(Path("a.yaml"), "a.yaml", "source/serbia-wiki")
    try:
        content = syntax.parse(text.encode("utf-8", "surrogatepass"), file.name)
    except SeedErrors as errors:
        told(errors.problems, text)
        return SYNTAX
    nodes.read(shorthands.expanded(content, file, reading.problems), file, reading)
    if reading.problems:
        return told(reading.problems, text)
    questions.mint(reading)
    quads = loader._quads(reading.nodes, reading.terms)
    if lost := list(expansion.lost(reading, quads)):
        return told(lost, text)
    written(withdrawal.buried(quads))
    return TAKEN


def written(quads) -> None:
    """Writes quads in each format, and reads each back."""
    terms.check(quads)
    for format in FORMATS:
        body = write_graph(quads, format.media_type, context=context.words(CORE))
        assert read_with_pyoxigraph(body, format.extension) == set(quads)


def test_edits_in_what_is_authored_are_published_as_meant_or_refused_with_a_line(capfd):
    files = [path.read_text("utf-8") for path in sorted(SEEDS.rglob("*.yaml"))]
    pieces = [piece for text in files for piece in blocks(text, "- id:", 3) if len(piece) < 4_000]

    tried(edited(pieces), ending_of_nodes, capfd)
    assert capfd.readouterr().err == ""


def test_edits_in_tables_of_links_are_published_as_meant_or_refused_with_a_line(tmp_path):
    tables = []
    for path in sorted((SEEDS / "links").glob("*.sssom.tsv")):
        head, rows = path.read_text("utf-8").partition("elbeid:mapping/")[0], path.read_text("utf-8")
        tables += [head + piece for piece in blocks(rows, "elbeid:mapping/", 2)[1:]]

    def ending(text: str) -> str:
        path = tmp_path / "a.sssom.tsv"
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        reading = Reading(is_partial=True)
        try:
            quads = sssom.read(File(path, "a.sssom.tsv"), (), reading)
        except SeedErrors as errors:
            told(errors.problems, text)
            return SYNTAX
        if reading.problems:
            return told(reading.problems, text)
        written(quads)
        return TAKEN

    tried(edited(tables, ["\t", "wd:Q1|wd:Q2", '"', "#curie_map:\n"]), ending)


@pytest.mark.process
def test_edits_in_queries_end_no_process_and_meet_no_error_of_ours(asked: Service):
    queries = [
        path.read_text("utf-8")
        for room in ("examples", "reading")
        for path in sorted(Path(resources.__file__).parent.glob(f"{room}/*.rq"))
    ]
    before, connection = processes(asked.pid)[:2], http.client.HTTPConnection("127.0.0.1", asked.port, timeout=60)

    def ending(text: str) -> str:
        body = text.encode("utf-8", "surrogatepass")
        connection.request("POST", "/sparql", body, {"Content-Type": "application/sparql-query", "Accept": "*/*"})
        answer = connection.getresponse()
        told = answer.read()
        assert answer.status in (200, 400, 406, 413, 503), told
        assert b"query-crash" not in told, told
        if answer.status == 400 and b"malformed-query" in told:
            return SYNTAX
        return TAKEN if answer.status == 200 else REFUSED

    tried(
        edited(
            queries,
            [
                "SERVICE",
                "FROM",
                "(1/0)",
                "STRLANG(?x, 'a b')",
                "IRI('a b')",
                "^^xsd:date",
                "UNION",
                "{}",
                "OPTIONAL",
                "\\u0041",
            ],
        ),
        ending,
    )
    assert processes(asked.pid)[:2] == before, "the service, and the process that holds the data"


@pytest.mark.process
def test_edits_in_requests_are_answered_without_an_error_of_ours(asked: Service):
    before = processes(asked.pid)[:2]

    def ending(text: str) -> str:
        with socket.create_connection(("127.0.0.1", asked.port), timeout=30) as connection:
            connection.sendall(text.encode("utf-8", "surrogatepass"))
            answer = connection.recv(65536)
        if not answer:
            return SYNTAX
        status = int(re.match(rb"HTTP/1\.[01] (\d{3}) ", answer)[1])
        assert status < 500 or status in (501, 505), answer
        if status < 400:
            return TAKEN
        return SYNTAX if b"bad-request" in answer or status in (408, 505) else REFUSED

    tried(
        edited(
            HEADS,
            [
                "Host: b",
                "Content-Length: 5",
                "Transfer-Encoding: chunked",
                "\r\n",
                "*",
                "bytes=5-1",
                'W/"x',
                "%2F..%2F",
                "q=2",
            ],
        ),
        ending,
    )
    assert processes(asked.pid)[:2] == before, "the service, and the process that holds the data"
    assert asked.get("/health").status == 200


def test_edits_in_a_whole_record_are_derived_and_validated_or_refused(tmp_path, capfd):
    def ending(input: tuple[str, str]) -> str:
        name, content = input
        folder = write_seeds(tmp_path / "seeds", FILES)
        (folder / name).write_bytes(content.encode("utf-8", "surrogatepass"))
        try:
            record = loader.load(folder)
        except SeedErrors as errors:
            return told(errors.problems)
        found = record.default_graph()
        derived = derive(found)
        written(record.quads)
        terms.check(derived)
        told_of = [finding.problem(record.place(*finding.where), record.terms) for finding in validate(found, derived)]
        return REFUSED if told_of else TAKEN

    files = st.sampled_from(sorted(FILES)).flatmap(lambda name: edited([FILES[name]]).map(lambda text: (name, text)))
    tried(files, ending, capfd, share=1 / 5)
    assert capfd.readouterr().err == ""
