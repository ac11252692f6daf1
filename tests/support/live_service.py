"""Releases made for tests, and the service as a process of its own on this machine."""

import http.client
import json
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlencode

import pyoxigraph
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat
from support.words import CORE, DERIVED_GRAPH

from api.settings import Settings
from kb import resources
from kb.authoring import dataset
from kb.authoring.files import file
from kb.corpus import Corpus
from kb.model import context
from kb.namespaces import BASE
from kb.rdf.formats import write_graph
from kb.release import caches, statistics
from kb.release.release import VOID, Release
from kb.store.embedded import EmbeddedStore

EXAMPLE = "http://example.org/"
PROGRAM = """
import sys
from pathlib import Path
from api.server.workers import run
from api.settings import *
from kb.sandbox.limits import Limits
sys.exit(run(Path(sys.argv[1]), eval(sys.argv[2]), "127.0.0.1", int(sys.argv[3])))
"""


def example_quads(number: int) -> Iterator[Quad]:
    """Quads of nothing in particular: a tenth as many subjects, three properties, texts with awkward characters."""
    for i in range(number):
        subject, predicate = NamedNode(f"{EXAMPLE}s{i % (number // 10 or 1)}"), NamedNode(f"{EXAMPLE}p{i % 3}")
        yield Quad(subject, predicate, Literal(f'value {i} "quoted", {{braced}}\r\nand so on'), DefaultGraph())


def write_release(folder: Path, quads: Iterable[Quad], id: str = "0123456789abcdef") -> Release:
    """A release of any quads, with what the service needs and no more."""
    for name in ("dumps", "ontology", "shapes"):
        (folder / name).mkdir(parents=True)
    store = pyoxigraph.Store()
    store.bulk_extend(quads)
    caches.make(folder, store, CORE)
    seeds = resources.folder("seeds")
    said = dataset.read(file(seeds, dataset.NAME), CORE)
    edition = statistics.edition(Corpus.read(seeds), id, CORE.dataset)
    described = [*edition, *statistics.describe(said, EmbeddedStore(store, CORE))]
    (folder / VOID).write_bytes(write_graph(described, "text/turtle", context=context.words(CORE)))
    store.dump(str(folder / "dumps/elbe.nq"), RdfFormat.N_QUADS)
    counts = {
        getattr(graph, "value", "default"): sum(1 for _ in store.quads_for_pattern(None, None, None, graph))
        for graph in (DefaultGraph(), DERIVED_GRAPH)
    }
    for name in ("elbe.ttl", "schemes.ttl", "context.jsonld"):
        shutil.copy(resources.folder("ontology") / name, folder / "ontology" / name)
    manifest = {
        "release": id,
        "elbe": "0.0.0",
        "base": BASE,
        "title": "A record for tests",
        "version": "1.0.0",
        "date": "2026-11-30",
        "versions": {},
        "graphs": counts,
        "files": [entry(folder, "dumps/elbe.nq", "application/n-quads")],
    }
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return Release.open(folder)


def entry(folder: Path, path: str, media_type: str) -> dict[str, object]:
    data = (folder / path).read_bytes()
    return {"path": path, "mediaType": media_type, "bytes": len(data), "sha256": sha256(data).hexdigest()}


@dataclass(frozen=True)
class Answer:
    """What a request got."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def media_type(self) -> str:
        return self.headers.get_content_type()

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self):
        return json.loads(self.body)


@dataclass(frozen=True)
class Service:
    """A service that runs, and ways to ask it."""

    port: int
    process: subprocess.Popen[bytes]

    @property
    def pid(self) -> int:
        return self.process.pid

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def send(self, method: str, path: str, body: bytes | None = None, timeout: float = 60, **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.putrequest(method, path, skip_host="Host" in headers, skip_accept_encoding=True)
            for name, value in headers.items():
                connection.putheader(name.replace("_", "-"), value)
            if body is not None and "Content_Length" not in headers:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        finally:
            connection.close()

    def get(self, path: str, timeout: float = 60, **headers: str) -> Answer:
        return self.send("GET", path, timeout=timeout, **headers)

    def query(self, query: str, accept: str = "application/sparql-results+json", timeout: float = 60, **more) -> Answer:
        path = "/sparql?" + urlencode({"query": query, **more}, doseq=True)
        return self.send("GET", path, timeout=timeout, Accept=accept)

    def post(self, query: str | bytes, accept: str = "application/sparql-results+json", timeout: float = 60) -> Answer:
        body = query.encode() if isinstance(query, str) else query
        return self.send("POST", "/sparql", body, timeout, Accept=accept, Content_Type="application/sparql-query")

    def rows(self, query: str, **more) -> list[dict[str, str]]:
        bindings = self.query(query, **more).json["results"]["bindings"]
        return [{name: term["value"] for name, term in row.items()} for row in bindings]

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=60)


@contextmanager
def serving(
    source: Release | Path, settings: Settings, log: Path | None = None, is_awaited: bool = True
) -> Iterator[Service]:
    """The service of a release, or of a folder of releases, on a free port, in a process that ends with the block."""
    folder = source.folder if isinstance(source, Release) else source
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", PROGRAM, str(folder), repr(settings), str(port)]
    with ExitStack() as files:
        errors = files.enter_context(log.open("ab")) if log else None
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors)
    try:
        service = Service(port, process)
        if is_awaited:
            until(lambda: is_ready(service), 30)
        yield service
    finally:
        process.terminate()
        process.wait(30)


def processes(pid: int) -> list[int]:
    """A process and all below it."""
    found, new = [], [pid]
    while new:
        found += new
        new = [int(child) for pid in new for child in read(f"/proc/{pid}/task/{pid}/children").split()]
    return found


def read(path: str) -> str:
    """A file of the system's about a process; empty when the process has ended."""
    try:
        return Path(path).read_text()
    except OSError:
        return ""


def is_ready(service: Service) -> bool:
    try:
        return service.get("/ready").status == 200
    except OSError:
        return False


def until(condition, seconds: float) -> None:
    """Waits for a condition; fails when it does not come about in time."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"nothing came of it in {seconds} seconds"
        time.sleep(0.01)
