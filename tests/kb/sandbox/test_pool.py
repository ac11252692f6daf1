import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pyoxigraph import Literal, NamedNode, Quad, parse
from support.live_service import EXAMPLE, example_quads, until, write_release
from support.words import DERIVED_GRAPH, RECORD_GRAPH

from kb.errors import FormNotOffered, QueryCrashed, QueryMalformed, QueryStopped, SandboxBusy
from kb.namespaces import PREFIXES
from kb.rdf.formats import GRAPH_FORMATS, SOLUTION_FORMATS
from kb.sandbox.limits import Limits
from kb.sandbox.pool import Sandbox
from kb.store.protocol import Query

pytestmark = pytest.mark.process


LIMITS = Limits(seconds=0.5, workers=2)
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c < ?f && ?f < ?i) }"
GREEDY = (
    "SELECT (STRLEN(?x12) AS ?n) { BIND('sixteen letters.' AS ?x0) "
    + " ".join(f"BIND(CONCAT(?x{i}, ?x{i}, ?x{i}, ?x{i}) AS ?x{i + 1})" for i in range(12))
    + " }"
)
ALL = "SELECT * { ?s ?p ?o }"


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> Path:
    derived = [Quad(NamedNode(EXAMPLE + "d"), NamedNode(EXAMPLE + "p"), Literal("derived"), DERIVED_GRAPH)]
    return write_release(tmp_path_factory.mktemp("sandbox") / "release", [*example_quads(1000), *derived]).store


def in_sandbox(store, work, limits=LIMITS):
    """What work does with a sandbox."""

    async def run():
        async with Sandbox(store, limits) as sandbox:
            return await work(sandbox)

    return asyncio.run(run())


async def ask(sandbox: Sandbox, text: str, **more) -> bytes:
    async with sandbox.answer(Query(text, EXAMPLE, record_graph=RECORD_GRAPH.value, **more)) as answer:
        return b"".join([piece async for piece in answer.pieces()])


def answered(store, text: str, limits=LIMITS, **more) -> bytes:
    return in_sandbox(store, lambda sandbox: ask(sandbox, text, **more), limits)


async def ended(*queries: asyncio.Future) -> bool:
    """Whether one of the queries has ended by itself; none goes on after that."""
    had_ended = any(query.done() for query in queries)
    for query in queries:
        query.cancel()
    await asyncio.gather(*queries, return_exceptions=True)
    return had_ended


def values(store, text: str, **more) -> int:
    return int(answered(store, text, solutions="text/csv", **more).split()[1])


def is_alive(pid: int) -> bool:
    with suppress(OSError):
        return b") Z " not in Path(f"/proc/{pid}/stat").read_bytes()
    return False


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@pytest.mark.parametrize("quads_in_memory", [0, 10_000], ids=["on disk", "in memory"])
def test_queries_are_answered_from_a_store(store, quads_in_memory):
    limits = Limits(quads_in_memory=quads_in_memory)

    assert b'"boolean":true' in answered(store, "ASK { ?s ?p ?o }", limits)
    assert answered(store, ALL, limits, solutions="text/csv").startswith(b"o,p,s\r\n")
    assert answered(store, f"DESCRIBE <{EXAMPLE}s1>", limits, graph="application/n-triples").count(b" .\n") == 10


def test_a_runaway_query_is_stopped_and_its_place_filled(store):
    async def work(sandbox):
        before = {worker.pid for worker in sandbox.idle}
        with pytest.raises(QueryStopped, match=r"longer than 0.5 seconds"):
            await ask(sandbox, RUNAWAY)
        await asyncio.gather(*(ask(sandbox, "ASK {}") for _ in range(4)))
        return before, {worker.pid for worker in sandbox.idle}

    before, after = in_sandbox(store, work)

    assert (len(before), len(after), len(before & after)) == (2, 2, 1)


def test_a_runaway_query_does_not_hold_others_up(store):
    async def work(sandbox):
        runaway = asyncio.ensure_future(ask(sandbox, RUNAWAY))
        await asyncio.sleep(0.1)
        answers = [await ask(sandbox, "ASK {}") for _ in range(10)]
        return answers, await ended(runaway)

    answers, had_ended = in_sandbox(store, work, Limits(seconds=60, workers=2))

    assert len(answers) == 10
    assert not had_ended


def test_the_time_of_a_slow_reader_does_not_count(store):
    async def work(sandbox):
        async with sandbox.answer(Query("SELECT * { ?s ?p ?o . ?a ?b ?c } LIMIT 20000", EXAMPLE)) as answer:
            pieces = answer.pieces()
            await anext(pieces)
            await asyncio.sleep(2.5)
            return sum([len(piece) async for piece in pieces])

    assert in_sandbox(store, work, Limits(seconds=2)) > 1_000_000


def test_a_query_that_needs_too_much_memory_costs_itself_only(store):
    async def work(sandbox):
        with pytest.raises(QueryCrashed, match="memory than the 64 MiB"):
            await ask(sandbox, GREEDY)
        return await ask(sandbox, "ASK {}")

    assert b"true" in in_sandbox(store, work, Limits(memory=64 * 2**20))


def test_a_crash_of_the_parser_costs_one_query_only(store):
    deep = "SELECT * {" + "{" * 20_000 + "}" * 20_000 + "}"

    async def work(sandbox):
        with pytest.raises(QueryCrashed, match="too complex"):
            await ask(sandbox, deep)
        return await ask(sandbox, "ASK {}")

    assert b"true" in in_sandbox(store, work, Limits(seconds=60, depth=10**6, patterns=10**6))


def test_a_planner_that_hangs_is_stopped(store):
    joins = "SELECT * {" + " ".join(f"?s <{EXAMPLE}p{i}> ?o{i} ." for i in range(600)) + "}"

    with pytest.raises(QueryStopped):
        answered(store, joins, Limits(seconds=0.5, patterns=10**6))


def test_as_many_rows_as_allowed_come_and_more_are_an_error(store):
    assert len(answered(store, ALL, Limits(rows=1001), solutions="text/csv").split(b"value")) == 1001
    with pytest.raises(QueryStopped, match="more than 1000 rows"):
        answered(store, ALL, Limits(rows=1000), solutions="text/csv")
    with pytest.raises(QueryStopped, match="more than 1000 rows"):
        answered(store, "CONSTRUCT WHERE { ?s ?p ?o }", Limits(rows=1000))


def test_an_answer_that_is_too_large_is_an_error(store):
    with pytest.raises(QueryStopped, match="larger than 10000 bytes"):
        answered(store, ALL, Limits(bytes=10_000))


def test_one_query_too_many_is_turned_away_at_once(store):
    async def work(sandbox):
        others = [asyncio.ensure_future(ask(sandbox, RUNAWAY)) for _ in range(3)]
        await asyncio.sleep(0.1)
        with pytest.raises(SandboxBusy):
            await ask(sandbox, "ASK {}")
        return await ended(*others)

    assert not in_sandbox(store, work, Limits(seconds=60, workers=2, queue=1, queue_seconds=60))


def test_a_query_does_not_wait_for_ever(store):
    async def work(sandbox):
        runaway = asyncio.ensure_future(ask(sandbox, RUNAWAY))
        await asyncio.sleep(0.05)
        with pytest.raises(SandboxBusy, match="No place became free"):
            await ask(sandbox, "ASK {}")
        await asyncio.gather(runaway, return_exceptions=True)

    in_sandbox(store, work, Limits(seconds=0.5, workers=1, queue_seconds=0.1))


def test_a_query_that_nobody_waits_for_is_killed(store):
    async def work(sandbox):
        task = asyncio.ensure_future(ask(sandbox, RUNAWAY))
        await asyncio.sleep(0.1)
        busy = set(children(sandbox.zygote.process.pid)) - {worker.pid for worker in sandbox.idle}
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        return busy, [pid for pid in busy if is_alive(pid)]

    busy, alive = in_sandbox(store, work, Limits(seconds=30))

    assert len(busy) == 1
    assert not alive


def test_workers_leave_no_zombies(store):
    async def work(sandbox):
        for _ in range(3):
            with pytest.raises(QueryStopped):
                await ask(sandbox, RUNAWAY)
        await ask(sandbox, "ASK {}")
        return children(sandbox.zygote.process.pid), [*sandbox.idle]

    pids, idle = in_sandbox(store, work, Limits(seconds=0.1, workers=2))

    assert set(pids) == {worker.pid for worker in idle}


def test_a_worker_that_was_killed_while_idle_is_replaced_unseen(store):
    async def work(sandbox):
        for worker in sandbox.idle:
            os.kill(worker.pid, signal.SIGKILL)
        await asyncio.sleep(0.05)
        return await ask(sandbox, "ASK {}")

    assert b"true" in in_sandbox(store, work)


def test_a_zygote_that_was_killed_is_started_again(store):
    async def work(sandbox):
        sandbox.zygote.process.kill()
        await asyncio.sleep(0.2)
        return await ask(sandbox, "ASK {}")

    assert b"true" in in_sandbox(store, work)


def test_nothing_outlives_a_parent_that_was_killed(store):
    program = f"""
import asyncio
from pathlib import Path
from kb.sandbox.pool import Sandbox
from kb.sandbox.limits import Limits
from kb.store.protocol import Query
async def main():
    async with Sandbox(Path({str(store)!r}), Limits(seconds=600)) as sandbox:
        print(sandbox.zygote.process.pid, *[worker.pid for worker in sandbox.idle], flush=True)
        async with sandbox.answer(Query({RUNAWAY!r}, "http://example.org/")):
            pass
asyncio.run(main())
"""
    parent = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    pids = [int(pid) for pid in parent.stdout.readline().split()]
    time.sleep(0.2)
    assert all(is_alive(pid) for pid in pids)

    parent.kill()
    parent.wait()

    until(lambda: not any(is_alive(pid) for pid in pids), 5)


def test_a_confined_process_can_neither_call_out_nor_open_files(tmp_path):
    program = """
import sys
from kb.sandbox.confinement import allocated_bytes, confine
from kb.sandbox.limits import Limits
from pyoxigraph import Store
store = Store()
confine(Limits(), allocated_bytes())
for attempt in (
    lambda: list(store.query("SELECT * { SERVICE <http://127.0.0.1:%s/> { ?s ?p ?o } }" % sys.argv[1])),
    lambda: store.update("LOAD <http://127.0.0.1:%s/>" % sys.argv[1]),
    lambda: open("/etc/passwd"),
    lambda: __import__("socket").socket(),
):
    try:
        attempt()
    except OSError as error:
        print(type(error).__name__)
"""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.setblocking(False)
        port = str(listener.getsockname()[1])
        done = subprocess.run([sys.executable, "-c", program, port], capture_output=True, text=True, timeout=30)
        with pytest.raises(BlockingIOError):
            listener.accept()

    assert done.stdout.split() == ["OSError"] * 4


@pytest.mark.parametrize(
    ("query", "line", "column"),
    [("SELECT * {\n ?s ?p", 2, 7), ("SELECT * { ?s ?p ?o } LIMIT many", 1, 29), ("nonsense", 1, 1)],
)
def test_a_malformed_query_says_where(store, query, line, column):
    with pytest.raises(QueryMalformed) as error:
        answered(store, query)

    assert (error.value.line, error.value.column) == (line, column)


def test_an_unknown_function_is_an_error_of_its_expression_only(store):
    query = "SELECT (<urn:f>(1) AS ?x) (COALESCE(<urn:g>(<urn:f>(1)), 2) AS ?y) {}"

    assert answered(store, query, solutions="text/csv") == b"x,y\r\n,2\r\n"


def test_a_form_in_none_of_the_accepted_formats_is_an_error(store):
    with pytest.raises(FormNotOffered, match="CONSTRUCT"):
        answered(store, "CONSTRUCT WHERE { ?s ?p ?o }", graph=None)


COUNT = "SELECT (COUNT(*) AS ?n) {clause} {{ {{ ?s ?p ?o }} UNION {{ GRAPH ?g {{ ?s ?p ?o }} }} }}"


@pytest.mark.parametrize(
    ("clause", "default", "named", "count"),
    [
        ("", None, None, 1002),
        (f"FROM <{DERIVED_GRAPH.value}>", None, None, 1),
        (f"FROM <{RECORD_GRAPH.value}>", None, None, 1000),
        (f"FROM <{RECORD_GRAPH.value}> FROM <{DERIVED_GRAPH.value}>", None, None, 1001),
        (f"FROM NAMED <{DERIVED_GRAPH.value}>", None, None, 1),
        ("FROM <unknown> FROM <file:///etc/passwd> FROM <http://127.0.0.1:1/>", None, None, 0),
        ("", (DERIVED_GRAPH.value,), None, 1),
        ("", None, (DERIVED_GRAPH.value,), 1),
        ("", (RECORD_GRAPH.value,), (DERIVED_GRAPH.value,), 1001),
        (f"FROM <{RECORD_GRAPH.value}>", (DERIVED_GRAPH.value,), None, 1),
        (f"FROM <{RECORD_GRAPH.value}>", None, (EXAMPLE,), 0),
    ],
)
def test_the_dataset_is_that_of_the_protocol_else_of_the_query_else_the_stores(store, clause, default, named, count):
    query = COUNT.format(clause=clause)

    assert values(store, query, default_graphs=default, named_graphs=named) == count


def test_graph_names_may_be_prefixed_or_relative(store):
    query = (
        f"PREFIX g: <{DERIVED_GRAPH.value[:-7]}> SELECT (COUNT(*) AS ?n) FROM g:record FROM <derived> {{ ?s ?p ?o }}"
    )

    assert values(store, f"BASE <{DERIVED_GRAPH.value}> {query}") == 1001


@pytest.mark.parametrize(
    ("query", "formats"),
    [
        ("SELECT ('a\\r\\nb' AS ?x) {}", {"solutions": "application/sparql-results+xml"}),
        ("CONSTRUCT { <s> <p> 'a\\r\\nb' } {}", {"graph": "application/rdf+xml"}),
    ],
)
def test_a_carriage_return_survives_xml(store, query, formats):
    document = ElementTree.fromstring(answered(store, query, **formats))

    assert "a\r\nb" in [element.text for element in document.iter()]


@pytest.mark.parametrize(
    ("query", "formats"),
    [
        ("SELECT ('\\u0001' AS ?x) {}", {"solutions": "application/sparql-results+xml"}),
        ("CONSTRUCT { <s> <p> '\\u0001' } {}", {"graph": "application/rdf+xml"}),
        ("CONSTRUCT { <s> <http://example.org/1> 1 } {}", {"graph": "application/rdf+xml"}),
    ],
)
def test_what_xml_cannot_hold_is_an_error_and_not_broken_xml(store, query, formats):
    with pytest.raises(FormNotOffered):
        answered(store, query, **formats)


RDF_XML, TRIPLE_TERM, DIRECTED = "application/rdf+xml", "<<(<s> <p> 1)>>", "'x'@en--rtl"
NOT_PROPERTIES = ["li", "Description", "RDF", "ID", "about", "parseType", "resource", "nodeID", "datatype", "bagID"]


def refused(store, requests):
    """How many workers were ended while requests were refused because their formats hold no such answer."""

    async def work(sandbox):
        for text, formats in requests:
            with pytest.raises(FormNotOffered):
                await ask(sandbox, text, **formats)
        return sandbox.killed

    return in_sandbox(store, work)


def test_a_predicate_that_can_be_no_element_is_refused_and_the_worker_lives(store):
    names = [f"<{PREFIXES['rdf']}{name}>" for name in NOT_PROPERTIES]
    names += [f"<{EXAMPLE}{end}>" for end in ("", "1", "²", "aª", "p/")] + ["<x:>", "<http://www.w3.org/2000/xmlns/a>"]

    assert refused(store, [(f"CONSTRUCT {{ <s> {name} 1 }} {{}}", {"graph": RDF_XML}) for name in names]) == 0


@pytest.mark.parametrize("name", ["p", "имя", "a:b", "1a", "a-1", "p.", "č"])
def test_a_predicate_that_can_be_an_element_is_one(store, name):
    written = answered(store, f"CONSTRUCT {{ <s> <{EXAMPLE}{name}> 1 }} {{}}", graph=RDF_XML)

    assert [quad.predicate.value for quad in parse(written, GRAPH_FORMATS[RDF_XML])] == [EXAMPLE + name]
    assert ElementTree.fromstring(written)


def test_terms_of_rdf_1_2_are_in_no_format_of_rdf_1_1_and_the_worker_lives(store):
    terms = (TRIPLE_TERM, DIRECTED)
    graphs = [(f"CONSTRUCT {{ <s> <p> {term} }} {{}}", {"graph": form}) for form in GRAPH_FORMATS for term in terms]
    rows = [(f"SELECT ({term} AS ?x) {{}}", {"solutions": form}) for form in SOLUTION_FORMATS for term in terms]
    made = ["SELECT (triple(<s>, <p>, 1) AS ?x) {}", "SELECT (STRLANGDIR('x', 'en', 'ltr') AS ?x) {}"]

    assert refused(store, [*graphs, *rows, *((text, {}) for text in made)]) == 0


def test_terms_of_rdf_1_2_may_be_used_on_the_way_to_an_answer(store):
    assert b"/s" in answered(store, "SELECT (SUBJECT(<<(<s> <p> 1)>>) AS ?x) {}")


@pytest.mark.parametrize("media_type", GRAPH_FORMATS)
def test_graphs_come_in_each_format(store, media_type):
    written = answered(store, "CONSTRUCT WHERE { ?s ?p ?o }", graph=media_type)

    assert len(set(parse(written, GRAPH_FORMATS[media_type]))) == 1001
