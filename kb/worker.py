"""The processes in which untrusted queries run: a zygote that holds the data, and the workers that it forks.

    parent  --control socket-->  zygote  --fork-->  worker
       +----------------- a socket for each -----------+

The engine can't be interrupted, so a query is stopped by killing its worker; a new one is a fork away. A worker can
open nothing (no socket, no file), write no file, and has bounds on memory and processor time. Workers die with the
zygote, and the zygote ends when the parent's end of its control socket closes, however the parent ended.
"""

import contextlib
import ctypes
import gc
import json
import os
import re
import resource
import signal
import socket
import struct
import sys
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import IO, Any, cast

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    serialize,
)

from kb.admission import Bounds, Outline, admit
from kb.errors import FormNotOffered, QueryError, QueryMalformed, QueryRefused, QueryStopped
from kb.namespaces import PREFIXES, RECORD_GRAPH
from kb.rdf.formats import GRAPH_FORMATS, SOLUTION_FORMATS
from kb.results import ROW_COUNTS, XML_TYPES, RowCount

FRAME = struct.Struct("!cI")
HEAD, DATA, END, ERROR = b"H", b"D", b"E", b"X"
ORDER = struct.Struct("!ci")
FORK, KILL, READY = b"F", b"K", b"R"
BUFFER = 64 * 1024
FRESH, SPENT = b"", b"spent"
"""What a worker says at the end of an answer: whether it may be used again."""
MOST_GROWTH = 32 * 1024
"""By how many KiB a worker may have grown before it is spent."""


MIB = 2**20


def setting(default: Any, meaning: str, least: float | None = None) -> Any:
    """A field that whoever starts a program may set, with its meaning and the least that it may be."""
    return field(default=default, metadata={"meaning": meaning, "least": least})


@dataclass(frozen=True)
class Limits:
    """What one query may use, and how many may run."""

    seconds: float = setting(10, "Seconds that a query may take.")
    rows: int = setting(1_000_000, "Rows or triples that an answer may have.")
    bytes: int = setting(256 * MIB, "Bytes that an answer may have.")
    memory: int = setting(512 * MIB, "Bytes that a worker may allocate beyond the data that it shares.")
    query_bytes: int = setting(64 * 1024, "Bytes that the text of a query may have.")
    depth: int = setting(100, "How deep the brackets of a query may nest.")
    patterns: int = setting(100, "Triple patterns that a query may join.")
    workers: int = setting(4, "Queries that run at the same time, each in a process.")
    queue: int = setting(64, "Queries that may wait for a process; one more is turned away.", least=0)
    queue_seconds: float = setting(10, "Seconds that a query may wait.")
    quads_in_memory: int = setting(
        2_000_000, "Up to this size the data is loaded into memory, which workers share; above, each opens the store."
    )


@dataclass(frozen=True)
class Query:
    """An untrusted query, the dataset that the protocol gives it, and the formats that its asker accepts."""

    text: str
    base: str
    solutions: str | None = "application/sparql-results+json"
    graph: str | None = "text/turtle"
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None


GraphName = NamedNode | BlankNode
DefaultName = GraphName | DefaultGraph


# ── frames ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def receive_exactly(channel: socket.socket, size: int) -> bytes:
    """The next bytes of a socket, or none where the other end has closed."""
    parts = bytearray()
    while len(parts) < size:
        part = channel.recv(size - len(parts))
        if not part:
            return b""
        parts += part
    return bytes(parts)


def frame(kind: bytes, payload: bytes) -> bytes:
    """A frame as sent."""
    return FRAME.pack(kind, len(payload)) + payload


class Outlet:
    """Sends what the engine writes as frames, and stops it at the limits of rows and bytes."""

    def __init__(self, channel: socket.socket, limits: Limits) -> None:
        self.channel, self.limits = channel, limits
        self.frames, self.data = bytearray(), bytearray()
        self.bytes = 0
        self.is_xml = False
        self.count_rows: RowCount | None = None
        self.header_rows = 0

    def begin(self, media_type: str) -> None:
        """Says in which format the answer comes, and how it is to be counted."""
        self.is_xml = media_type in XML_TYPES
        self.frames += frame(HEAD, media_type.encode())

    def count(self, media_type: str) -> None:
        """Counts rows in the results of a SELECT."""
        self.count_rows = ROW_COUNTS[media_type]()
        self.header_rows = int(media_type in {"text/csv", "text/tab-separated-values"})

    def write(self, piece: bytes) -> int:
        """Takes a piece of the answer."""
        self.bytes += len(piece)
        if self.bytes > self.limits.bytes:
            raise QueryStopped(f"The answer is larger than {self.limits.bytes} bytes.")
        if self.count_rows and self.count_rows(piece) - self.header_rows > self.limits.rows:
            raise too_many_rows(self.limits)
        self.data += as_xml(piece) if self.is_xml else piece
        if len(self.data) >= BUFFER:
            self.send()
        return len(piece)

    def flush(self) -> None:
        """Does nothing: what is held goes out when it is enough, or at the end."""

    def send(self) -> None:
        """Sends what is held; waits while the parent does not read."""
        if self.data:
            self.frames += frame(DATA, bytes(self.data))
        self.channel.sendall(self.frames)
        self.frames, self.data = bytearray(), bytearray()

    def end(self, condition: bytes) -> None:
        """Ends the answer, which is whole."""
        self.send_last(frame(END, condition))

    def fail(self, **facts: object) -> None:
        """Says why there is no answer, or no more of it."""
        self.data.clear()
        self.send_last(frame(ERROR, json.dumps(facts).encode()))

    def send_last(self, last: bytes) -> None:
        """Sends what is held and a last frame, at one go where it is little."""
        if self.data:
            self.frames += frame(DATA, bytes(self.data))
            self.data.clear()
        self.frames += last
        self.send()


NOT_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
"""Characters that XML cannot hold, even escaped: https://www.w3.org/TR/xml/#charsets"""

XML_NAME_AT_END = re.compile(r"[^\W\d][\w.-]*$")


def as_xml(piece: bytes) -> bytes:
    """What the engine writes as XML, made whole: it leaves carriage returns as they are, which XML readers drop."""
    if NOT_XML.search(piece):
        raise FormNotOffered("The answer has a character that XML cannot hold; ask for another format.")
    return piece.replace(b"\r", b"&#xD;")


def too_many_rows(limits: Limits) -> QueryStopped:
    """The error of an answer with too many rows."""
    return QueryStopped(f"The answer has more than {limits.rows} rows; ask for fewer with LIMIT, or take a dump.")


# ── answering ───────────────────────────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=64)
def outline_of(text: str, depth: int, patterns: int) -> Outline:
    """The outline of an admitted query, remembered."""
    return admit(text, Bounds(depth, patterns))


def answer(store: Store, query: Query, limits: Limits, outlet: Outlet) -> None:
    """Writes the answer of a query to the outlet; raises QueryError where there is none."""
    outline = outline_of(query.text, limits.depth, limits.patterns)
    is_graph = outline.form in {"CONSTRUCT", "DESCRIBE"}
    media_type = query.graph if is_graph else query.solutions
    if media_type is None:
        raise FormNotOffered(f"The answer of {outline.form} comes in none of the formats asked for.")
    results = evaluate(store, query, outline)
    outlet.begin(media_type)
    try:
        if isinstance(results, QueryTriples):
            write_graph(counted(results, limits), media_type, outlet)
        else:
            write_results(results, media_type, outlet)
    except RuntimeError as error:
        raise QueryRefused(f"The engine can't evaluate the query: {error}.") from error


def evaluate(store: Store, query: Query, outline: Outline) -> QuerySolutions | QueryBoolean | QueryTriples:
    """The engine's results over the query's dataset."""
    default_graphs, named_graphs = dataset(query, outline)
    unknown: dict[NamedNode, Callable[..., GraphName | Literal | Triple | None]] = {}
    while True:
        try:
            return store.query(
                query.text,
                base_iri=query.base,
                default_graph=default_graphs,
                named_graphs=named_graphs,
                custom_functions=unknown,
            )
        except SyntaxError as error:
            raise malformed(str(error.msg)) from error
        except RuntimeError as error:
            unknown[unknown_function(error, unknown)] = lambda *_: None


def unknown_function(error: RuntimeError, known: Container[NamedNode]) -> NamedNode:
    """The function that the engine does not know: calling it is an error of the expression, not of the query.

    https://www.w3.org/TR/sparql11-query/#extensionFunctions
    """
    match = re.search(r"custom function <(.*)> is not supported", str(error))
    if match is None or NamedNode(match[1]) in known:
        raise QueryRefused(f"The engine can't evaluate the query: {error}.") from error
    return NamedNode(match[1])


def dataset(query: Query, outline: Outline) -> tuple[list[DefaultName] | None, list[GraphName] | None]:
    """The graphs of a query: those of the protocol, else those of FROM, else (None) the store's own dataset.

    https://www.w3.org/TR/sparql11-protocol/#dataset: graphs named in the request override those in the query.
    """
    default_graphs, named_graphs = query.default_graphs, query.named_graphs
    if default_graphs is None and named_graphs is None:
        if not outline.default_graphs and not outline.named_graphs:
            return None, None
        default_graphs = resolve(tuple(outline.default_graphs), outline.prologue, query.base)
        named_graphs = resolve(tuple(outline.named_graphs), outline.prologue, query.base)
    return [graph_node(iri) for iri in default_graphs or ()], [NamedNode(iri) for iri in named_graphs or ()]


def resolve(names: tuple[str, ...], prologue: str, base: str) -> tuple[str, ...]:
    """The IRIs of names as written in a query, under its prefixes and base, as the engine reads them."""
    try:
        rows = Store().query(f"{prologue} SELECT ?name {{ VALUES ?name {{ {' '.join(names)} }} }}", base_iri=base)
    except SyntaxError as error:
        raise malformed(str(error.msg)) from error
    return tuple(cast(NamedNode, row["name"]).value for row in cast(QuerySolutions, rows))


def graph_node(iri: str) -> NamedNode | DefaultGraph:
    """The graph that a name stands for; the record is the default graph of the store."""
    return DefaultGraph() if iri == RECORD_GRAPH.value else NamedNode(iri)


def malformed(message: str) -> QueryMalformed:
    """The engine's syntax error, with its place; what the engine says it expected there misleads more than it helps."""
    match = re.match(r"error at (\d+):(\d+): ", message)
    if match is None:
        return QueryMalformed(f"The query is not SPARQL: {message}.")
    line, column = int(match[1]), int(match[2])
    return QueryMalformed(
        f"The query is not SPARQL: it can't be read beyond line {line}, column {column}.", line, column
    )


def write_results(results: QuerySolutions | QueryBoolean, media_type: str, outlet: Outlet) -> None:
    """Writes the results of a SELECT or an ASK."""
    if isinstance(results, QuerySolutions):
        outlet.count(media_type)
    results.serialize(cast(IO[bytes], outlet), SOLUTION_FORMATS[media_type])


def write_graph(triples: Iterable[Triple], media_type: str, outlet: Outlet) -> None:
    """Writes the triples of a CONSTRUCT or a DESCRIBE."""
    format = GRAPH_FORMATS[media_type]
    prefixes = PREFIXES if format in {RdfFormat.TURTLE, RdfFormat.TRIG, RdfFormat.RDF_XML} else None
    if format == RdfFormat.RDF_XML:
        triples = (checked(triple) for triple in triples)
    statements = (Quad(*triple) for triple in triples) if format.supports_datasets else triples
    serialize(statements, cast(IO[bytes], outlet), format, prefixes=prefixes)


def checked(triple: Triple) -> Triple:
    """A triple whose predicate can be the name of an XML element."""
    if not XML_NAME_AT_END.search(triple.predicate.value):
        raise FormNotOffered(f"{triple.predicate} can't be a predicate in RDF/XML; ask for another format.")
    return triple


def counted(triples: Iterable[Triple], limits: Limits) -> Iterator[Triple]:
    """The triples, up to the limit of rows."""
    for number, triple in enumerate(triples, 1):
        if number > limits.rows:
            raise too_many_rows(limits)
        yield triple


# ── the worker ──────────────────────────────────────────────────────────────────────────────────────────────────────

ERROR_KINDS: dict[type[Exception], str] = {
    QueryMalformed: "malformed",
    QueryRefused: "refused",
    QueryStopped: "stopped",
    FormNotOffered: "form",
}


def work(channel: socket.socket, store: Store, limits: Limits) -> None:
    """Answers queries from the socket, one after the other, until it closes."""
    at_start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    while head := receive_exactly(channel, FRAME.size):
        _, size = FRAME.unpack(head)
        limit_processor_time(limits.seconds)
        respond(channel, store, receive_query(channel, size), limits, at_start)


def receive_query(channel: socket.socket, size: int) -> Query:
    """The query that a frame holds."""
    facts = json.loads(receive_exactly(channel, size))
    for name in ("default_graphs", "named_graphs"):
        facts[name] = None if facts[name] is None else tuple(facts[name])
    return Query(**facts)


def respond(channel: socket.socket, store: Store, query: Query, limits: Limits, at_start: int) -> None:
    """Answers one query, or says what is wrong with it."""
    outlet = Outlet(channel, limits)
    try:
        answer(store, query, limits, outlet)
    except QueryError as error:
        place = {"line": getattr(error, "line", 0), "column": getattr(error, "column", 0)}
        outlet.fail(kind=ERROR_KINDS[type(error)], message=str(error), **place)
    except MemoryError:
        outlet.fail(kind="stopped", message="The query needs more memory than it may use.", line=0, column=0)
    else:
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - at_start
        outlet.end(SPENT if grown > MOST_GROWTH else FRESH)


def limit_processor_time(seconds: float) -> None:
    """Lets the processor time of a query end soon after its limit, should nobody be left to kill the worker."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    until = int(usage.ru_utime + usage.ru_stime + seconds) + 3
    with contextlib.suppress(ValueError, OSError):  # above a hard limit that the operator set: that one holds
        resource.setrlimit(resource.RLIMIT_CPU, (until, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def confine(limits: Limits, allocated: int) -> None:
    """Takes from this process all ways out: no new descriptor, no file, no core, no more memory than allowed."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    if allocated:
        ceilings = (allocated + limits.memory, resource.getrlimit(resource.RLIMIT_DATA)[1])
        ceiling = min(size for size in ceilings if size != resource.RLIM_INFINITY)
        resource.setrlimit(resource.RLIMIT_DATA, (ceiling, ceiling))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def allocated_bytes() -> int:
    """The private writable memory of this process, which RLIMIT_DATA counts; 0 where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[5]) * resource.getpagesize()
    except OSError:
        return 0


def die_with_parent(parent: int) -> None:
    """Lets this process be killed when the zygote ends, where the system can (elsewhere, processor time ends it)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
    if os.getppid() != parent:
        os._exit(0)


# ── the zygote ──────────────────────────────────────────────────────────────────────────────────────────────────────


def zygote(control: socket.socket, folder: Path, limits: Limits) -> None:
    """Loads the data, then forks and kills workers as told until its control socket closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    open_store = opener(folder, limits)
    gc.freeze()
    control.sendall(ORDER.pack(READY, 0))
    children: set[int] = set()
    while order := receive_order(control):
        kind, pid, descriptors = order
        if kind == FORK:
            result = fork(control, descriptors[0], open_store, limits)
            children.add(result)
        else:
            result = kill(pid) if pid in children else 0
            children.discard(pid)
        control.sendall(ORDER.pack(kind, result))


def opener(folder: Path, limits: Limits) -> Callable[[], Store]:
    """How a worker gets its store: the one in memory that it shares, or its own opening of the one on disk."""
    on_disk = Store.read_only(str(folder))
    if len(on_disk) > limits.quads_in_memory:
        return lambda: Store.read_only(str(folder))
    in_memory = Store()
    in_memory.bulk_extend(on_disk)
    return lambda: in_memory


def receive_order(control: socket.socket) -> tuple[bytes, int, list[int]] | None:
    """The next order of the parent with the descriptors that come with it; None where the parent is gone."""
    message, descriptors, _, _ = socket.recv_fds(control, ORDER.size, 1)
    if not message:
        return None
    message += receive_exactly(control, ORDER.size - len(message))
    kind, pid = ORDER.unpack(message)
    return kind, pid, descriptors


def fork(control: socket.socket, descriptor: int, open_store: Callable[[], Store], limits: Limits) -> int:
    """Makes a worker that serves the socket of that descriptor; returns its process id, or a negative error number."""
    parent = os.getpid()
    try:
        pid = os.fork()
        if pid == 0:
            be_worker(control, descriptor, open_store, limits, parent)
        return pid
    except OSError as error:
        return -(error.errno or 1)
    finally:
        os.close(descriptor)


def be_worker(
    control: socket.socket, descriptor: int, open_store: Callable[[], Store], limits: Limits, parent: int
) -> None:
    """The life of a worker; never returns."""
    try:
        die_with_parent(parent)
        os.nice(5)  # the service itself comes first
        control.close()
        silence()
        store = open_store()
        confine(limits, allocated_bytes())
        work(socket.socket(fileno=descriptor), store, limits)
    finally:
        os._exit(0)


def silence() -> None:
    """Points the standard streams to nothing: what a dying engine says there is of no use to anyone."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in range(3):
        os.dup2(nothing, descriptor)
    os.close(nothing)


def kill(pid: int) -> int:
    """Ends a worker; returns the signal that ended it, which is another than SIGKILL if it had died before."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def main(descriptor: str, folder: str, limits: str) -> None:
    """Runs a zygote on an inherited socket; the limits are an object in JSON."""
    zygote(socket.socket(fileno=int(descriptor)), Path(folder), Limits(**json.loads(limits)))


if __name__ == "__main__":
    main(*sys.argv[1:])
