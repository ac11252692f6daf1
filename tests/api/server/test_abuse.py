"""What anyone may send, each against a service that goes on: an error or a right answer, and nothing else lost."""

import socket
import threading
import time
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

import pytest
from support.live_service import EXAMPLE, processes, read, serving, until

from api.settings import Settings
from kb.namespaces import PREFIXES
from kb.sandbox.limits import Limits

pytestmark = pytest.mark.process


LAST_CHUNK = b"0\r\n\r\n"
ASK = "/sparql?" + urlencode({"query": "ASK {}"})
LOOK_UP = "/sparql?" + urlencode({"query": f"SELECT * {{ <{EXAMPLE}s1> ?p ?o }}"})
CARTESIAN = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c < ?f && ?f < ?i) }"
ENDLESS_ROWS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
ENDLESS_TRIPLES = "CONSTRUCT { ?a ?b ?c } { ?a ?b ?c . ?d ?e ?f }"
STEP = f"(<{EXAMPLE}p1>|^<{EXAMPLE}p1>|<{EXAMPLE}p2>|^<{EXAMPLE}p2>)"
PATH = f"SELECT (COUNT(*) AS ?n) {{ ?s {STEP}* ?o . ?o ?p ?x . ?y ?q ?z }}"
CONCAT = (
    "SELECT (STRLEN(?x12) AS ?n) { BIND('sixteen letters.' AS ?x0) "
    + " ".join(f"BIND(CONCAT(?x{i}, ?x{i}, ?x{i}, ?x{i}) AS ?x{i + 1})" for i in range(12))
    + " }"
)
JOINS = "SELECT * {" + " ".join(f"?s <{EXAMPLE}p{i}> ?o{i} ." for i in range(600)) + "}"
NESTED = "SELECT * {" + "{" * 5000 + "}" * 5000 + "}"
MANY_VALUES = "SELECT (COUNT(*) AS ?n) { VALUES ?x {" + " 1" * 80_000 + "} }"
SOME_VALUES = "SELECT (COUNT(*) AS ?n) { VALUES ?x {" + " 1" * 30_000 + "} }"
REGEX = "SELECT * { ?s ?p ?o FILTER(REGEX(?o, '(a+)+(b|c|d)?(e|f)*$')) }"

STATUSES = {
    "cartesian product": (CARTESIAN, 503),
    "endless path": (PATH, 503),
    "exponential text": (CONCAT, 503),
    "600 joins": (JOINS, 400),
    "5000 groups": (NESTED, 400),
    "5000 groups left open": ("SELECT * {" + "{" * 5000, 400),
    "5000 parentheses": ("SELECT * { FILTER(" + "(" * 5000 + "1" + ")" * 5000 + ") }", 400),
    "60,000 negations": ("ASK { FILTER(" + "!" * 60_000 + "true) }", 400),
    "10 MB": ("ASK {} #" + "x" * 10_000_000, 413),
    "80,000 values": (MANY_VALUES, 413),
    "30,000 values": (SOME_VALUES, 200),
    "a regular expression that would backtrack": (REGEX, 200),
    "null characters": ("ASK { ?s ?p '\0' }", 400),
    "only null characters": ("\0" * 1000, 400),
    "a file as graph": ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", 200),
    "an address as graph": ("SELECT * FROM NAMED <http://127.0.0.1:1/> { GRAPH ?g { ?s ?p ?o } }", 200),
    "an address as default graph": ("SELECT * FROM <http://127.0.0.1:1/> { ?s ?p ?o }", 200),
    "a call to another service": ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", 400),
    "broken UTF-8": (b"ASK { ?s ?p '\xc4' }", 400),
    "LOAD": ("LOAD <file:///etc/passwd>", 400),
    "INSERT": ("INSERT DATA { <a> <b> <c> }", 400),
    "CLEAR": ("CLEAR ALL", 400),
    "nothing": ("", 400),
    "spaces": (" " * 60_000, 400),
    "quotation marks": ('"' * 60_000, 400),
}


def memory(service):
    """The memory of all its processes in MiB, each page counted once."""
    rollups = [read(f"/proc/{pid}/smaps_rollup") for pid in processes(service.pid)]
    lines = [line for rollup in rollups for line in rollup.splitlines() if line.startswith("Pss:")]
    return sum(int(line.split()[1]) for line in lines) / 1024


def processor_time(service):
    """The seconds that all its processes have worked."""
    fields = [read(f"/proc/{pid}/stat").rpartition(")")[2].split() for pid in processes(service.pid)]
    return sum(int(each[11]) + int(each[12]) for each in fields if each) / 100


@dataclass
class LookUps:
    """How long look-ups took, one after the other: some alone, and some while something else was asked."""

    alone: list[float] = field(default_factory=list)
    beside: list[float] = field(default_factory=list)

    def more(self, service, times: list[float]) -> None:
        """Looks something up once more."""
        began = time.perf_counter()
        answer = service.get(LOOK_UP)
        times.append(time.perf_counter() - began)
        assert answer.status == 200
        time.sleep(0.002)

    @property
    def are_as_fast_as_alone(self) -> bool:
        """Whether nearly all took no more than thirty times what nearly all take alone, on the machine as it is."""
        return percentile_99(self.beside) < 30 * percentile_99(self.alone)


def percentile_99(times):
    return sorted(times)[int(0.99 * (len(times) - 1))]


@contextmanager
def in_background(work):
    """Does work in a thread while the block runs, and a little longer; gives the list to which its result is added."""
    results = []
    thread = threading.Thread(target=lambda: results.append(work()))
    thread.start()
    try:
        yield results
    finally:
        thread.join(60)


@contextmanager
def looking_up(service, number=1):
    """Looks something up again and again while the block runs, so many times at least, and alone before and after."""
    found, stop = LookUps(), threading.Event()

    def beside() -> None:
        while len(found.beside) < number or not stop.is_set():
            found.more(service, found.beside)

    for _ in range(50):
        found.more(service, found.alone)
    with in_background(beside):
        try:
            yield found
        finally:
            stop.set()
    for _ in range(50):
        found.more(service, found.alone)


@pytest.mark.parametrize("name", STATUSES)
def test_a_hostile_query_gets_one_clear_answer_and_costs_nobody_else_anything(tight, name):
    query, status = STATUSES[name]

    with looking_up(tight) as look_ups:
        answer = tight.post(query)

    assert answer.status == status
    assert answer.media_type == ("application/sparql-results+json" if status == 200 else "application/problem+json")
    if status == 200:
        assert answer.json["head"]["vars"]
    else:
        assert answer.json["detail"]
    assert look_ups.are_as_fast_as_alone
    assert tight.get(ASK).json["boolean"] is True


def climb(service):
    """Asks for files outside, in many spellings."""
    for path in (
        "/dumps/../manifest.json",
        "/dumps/..%2f..%2fetc%2fpasswd",
        "/dumps/%2e%2e/store/CURRENT",
        "/doc/../etc/passwd",
    ):
        for _ in range(10):
            answer = service.get(path)
            assert (answer.status, answer.media_type) == (404, "application/problem+json")


def accept_much(service):
    """Sends headers that are far too large."""
    for _ in range(20):
        answer = service.get("/doc/person/new-name", Accept="text/turtle;q=0.1," * 5_500)
        assert (answer.status, answer.media_type) == (431, "application/problem+json")


def half_open(service):
    """Opens connections and does not say what is wanted; they are dropped."""
    with ExitStack() as stack:
        connections = []
        for _ in range(1000):
            connections.append(stack.enter_context(service.connect()))
            connections[-1].sendall(b"GET / HT")
            time.sleep(0.001)  # the clients share a process, and here it is the service that is measured
        assert all(connection.recv(100) == b"" for connection in connections)


def stop_reading(service):
    """Asks for much and takes nothing; the connections are broken off."""
    with ExitStack() as stack:
        connections = [stack.enter_context(service.connect()) for _ in range(4)]
        for connection in connections:
            connection.sendall(f"GET /sparql?query={quote(ENDLESS_ROWS)} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        time.sleep(3)
        assert not any(rest(connection).endswith(LAST_CHUNK) for connection in connections)


@pytest.mark.parametrize("abuse", [climb, accept_much, half_open, stop_reading], ids=lambda abuse: abuse.__name__)
def test_a_hostile_client_costs_nobody_else_anything_and_leaves_no_trace(tight, abuse):
    abuse(tight)
    before = memory(tight)

    with looking_up(tight) as look_ups:
        abuse(tight)

    assert look_ups.are_as_fast_as_alone
    until(lambda: memory(tight) < 1.1 * before, 5)
    assert tight.get(ASK).json["boolean"] is True


def test_graphs_that_are_not_here_are_empty_and_not_fetched(tight):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.setblocking(False)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/"

        for query in (
            f"SELECT * FROM <{address}> {{ ?s ?p ?o }}",
            f"SELECT * FROM NAMED <{address}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
            f"SELECT * {{ GRAPH <{address}> {{ ?s ?p ?o }} }}",
            "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        ):
            assert tight.rows(query) == []
        assert tight.rows("SELECT * { ?s ?p ?o }", **{"default-graph-uri": address}) == []
        for query in (
            f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}",
            f"SELECT * {{ SERVICE SILENT <{address}> {{ ?s ?p ?o }} }}",
            f"SELECT * {{ BIND(<{address}> AS ?a) SERVICE ?a {{ ?s ?p ?o }} }}",
            f"LOAD <{address}>",
        ):
            assert tight.post(query).status == 400
        with pytest.raises(BlockingIOError):
            listener.accept()


def test_a_runaway_is_stopped_while_another_client_is_answered_at_once(tight):
    with in_background(lambda: tight.query(CARTESIAN)) as answers:
        time.sleep(0.2)
        other, is_first = tight.get(ASK), not answers

    assert other.json["boolean"] is True
    assert is_first
    assert answers[0].status == 503
    assert answers[0].json["detail"] == "The query took longer than 1 seconds."


def seconds_of(service, runaways):
    """How long so many runaways take that are asked at once; all are stopped."""
    began = time.monotonic()
    with ExitStack() as stack:
        answers = [stack.enter_context(in_background(lambda: service.query(CARTESIAN))) for _ in range(runaways)]
    assert [answer[0].status for answer in answers] == [503] * runaways
    return time.monotonic() - began


def test_more_runaways_than_workers_are_all_stopped(tight):
    of_one, of_four = seconds_of(tight, 1), seconds_of(tight, 4)

    assert of_four < 3 * of_one
    assert tight.get(ASK).status == 200


def test_a_worker_is_back_soon_after_the_limit(tight):
    of_runaways = seconds_of(tight, 2)
    began = time.monotonic()
    tight.get(LOOK_UP)

    assert time.monotonic() - began < of_runaways / 3


def raw_answer(service, request):
    """All bytes that come until the connection ends."""
    with service.connect() as connection:
        connection.sendall(request)
        return rest(connection)


def rest(connection):
    """The bytes that come until a connection ends or is reset."""
    received = bytearray()
    with suppress(ConnectionResetError):
        while piece := connection.recv(65536):
            received += piece
    return bytes(received)


@pytest.mark.parametrize("query", [ENDLESS_ROWS, ENDLESS_TRIPLES], ids=["rows", "triples"])
def test_an_answer_that_is_cut_after_its_start_has_no_end(tight, query):
    request = f"GET /sparql?query={quote(query)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    received = raw_answer(tight, request.encode())

    assert received.startswith(b"HTTP/1.1 200 ")
    assert b"transfer-encoding: chunked" in received.lower()
    assert len(received) > 2**16
    assert not received.endswith(LAST_CHUNK)


def test_an_answer_that_is_too_large_for_http_1_0_is_an_error_and_not_cut(tight):
    request = f"GET /sparql?query={quote('SELECT * { ?a ?b ?c . ?d ?e ?f }')} HTTP/1.0\r\n\r\n"
    received = raw_answer(tight, request.encode())

    assert received.split()[1] == b"503"


def test_a_limit_that_is_reached_before_the_start_is_a_503(tight):
    query = "SELECT (1 AS ?x) { ?a ?b ?c . ?d ?e ?f . FILTER(?c < ?f && ?f < ?c) }"

    assert tight.query(query).status == 503


def test_a_client_that_goes_away_takes_its_query_with_it(tight):
    with tight.connect() as connection:
        connection.sendall(f"GET /sparql?query={quote(CARTESIAN)} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        time.sleep(0.3)
    time.sleep(0.1)
    before = processor_time(tight)
    time.sleep(0.4)

    assert processor_time(tight) - before < 0.1


def test_a_client_that_stops_reading_is_dropped_and_its_worker_freed(small_release):
    settings = Settings.of(Limits(seconds=60, workers=1, bytes=2**30), held_bytes=2**16, stall_seconds=0.5)
    with serving(small_release, settings) as running, running.connect() as connection:
        connection.sendall(f"GET /sparql?query={quote(ENDLESS_ROWS)} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        time.sleep(2)

        assert running.get(ASK).status == 200
        assert not rest(connection).endswith(LAST_CHUNK)


def test_a_head_that_never_ends_is_dropped(tight):
    with tight.connect() as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n")

        assert connection.recv(100) == b""


def test_a_body_that_never_ends_is_a_408(tight):
    head = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: 100\r\n\r\n"
    received = raw_answer(tight, head + b"ASK")

    assert received.split()[1] == b"408"
    assert b"application/problem+json" in received


def test_a_thousand_half_open_connections_hold_nobody_up(tight):
    with ExitStack() as stack:
        for _ in range(1000):
            connection = stack.enter_context(tight.connect())
            connection.sendall(b"GET / HT")
        held = LookUps()
        for _ in range(300):
            held.more(tight, held.beside)
    for _ in range(100):
        held.more(tight, held.alone)

    assert held.are_as_fast_as_alone


def test_an_announced_body_that_is_far_too_large_is_not_awaited(tight):
    head = (
        "POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
        "Content-Length: 100000000\r\nExpect: 100-continue\r\n\r\n"
    )
    received = raw_answer(tight, head.encode())

    assert received.split()[1] == b"413"


@pytest.mark.parametrize("accept", ["text/turtle;q=0.1," * 5_500, ",".join(["*/*"] * 30_000)], ids=["100 kB", "120 kB"])
def test_an_accept_header_of_100_kb_is_a_431(tight, accept):
    answer = tight.get("/doc/person/new-name", Accept=accept)

    assert (answer.status, answer.media_type) == (431, "application/problem+json")


def test_a_million_rows_are_streamed_in_bounded_memory(service):
    path = "/sparql?" + urlencode({"query": "SELECT ?a { ?a ?b ?c . ?d ?e ?f } LIMIT 1000000", "format": "csv"})
    before, seen, lines, tail = memory(service), [], 0, b""
    with service.connect() as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        while piece := connection.recv(2**20):
            lines, tail = lines + piece.count(b"\n"), (tail + piece)[-5:]
            if lines > 100_000 * len(seen):
                seen.append(memory(service))

    assert lines > 1_000_000
    assert tail == LAST_CHUNK
    assert max(seen) - before < 32


def test_memory_stays_bounded_while_a_large_answer_is_read_slowly(tight):
    request = f"GET /sparql?query={quote('SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 19000')} HTTP/1.1\r\nHost: x\r\n\r\n"
    before, most = memory(tight), 0.0
    with tight.connect() as connection:
        connection.sendall(request.encode())
        for _ in range(15):
            connection.recv(65536)
            time.sleep(0.05)
            most = max(most, memory(tight))

    assert most - before < 32


def test_memory_returns_after_abuse(tight):
    def all_sorts():
        for query, _ in STATUSES.values():
            tight.post(query)
        tight.get(LOOK_UP)

    all_sorts()
    before = memory(tight)
    all_sorts()
    time.sleep(0.2)

    until(lambda: memory(tight) < 1.1 * before, 5)


def test_the_prefixes_of_the_record_are_not_assumed(tight):
    answer = tight.post("ASK { ?s rdf:type ?o }")

    assert answer.status == 400
    assert tight.post(f"PREFIX rdf: <{PREFIXES['rdf']}> ASK {{ ?s rdf:type ?o }}").status == 200
