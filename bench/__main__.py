"""Measures the service against its peers on the same data and machine: `make bench` writes `bench/RESULTS.md`.

Each round loads each service in turn with the same requests (wrk, one thread), so that what else the machine does
falls on all of them alike; ratios are made within a round. An answer that is no success ends the measuring.
"""

import json
import os
import platform
import shutil
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from importlib.metadata import version
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import Request, urlopen

import click
from pyoxigraph import Store

from kb.namespaces import ID, ONTOLOGY
from kb.release.release import Release

HERE = Path(__file__).parent
RESULTS = HERE / "RESULTS.md"
SCRIPTS = Path(sys.executable).parent
JSON = "application/sparql-results+json"
ENTITIES = 100

LOOK_UP = "SELECT ?p ?o WHERE {{ <{iri}> ?p ?o }}"
MEDIUM = """\
PREFIX elbe: <{ontology}>
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT ?question ?gist ?start WHERE {{
  ?utterance elbe:speaker <{id}person/yaroslav-butakov> ; elbe:asserts ?claim .
  ?utterance elbe:passage ?passage .
  ?passage oa:hasSelector ?selector .
  ?selector oa:start ?start .
  ?claim elbe:answers ?question ; elbe:gist ?gist .
}}
ORDER BY ?start ?question
LIMIT 50
"""


@dataclass(frozen=True)
class Peer:
    """A service that is measured: its command, with {port}, {release} and {root}, and where it answers queries."""

    name: str
    command: str
    sparql: str
    ready: str = "/"


ELBE = "elbe serve --host 127.0.0.1 --port {port} --release {release}"
NATIVE = Peer("oxigraph serve-read-only", "oxigraph serve-read-only -l {release}/store -b 127.0.0.1:{port}", "/query")
PEERS = {
    "native": NATIVE,
    "rdflib": Peer(
        "rdflib-endpoint", "rdflib-endpoint serve --host 127.0.0.1 --port {port} {release}/dumps/elbe.ttl", "/"
    ),
    "one": Peer("Elbe, 1 process, no cache", f"{ELBE} --kept-query-bytes 0", "/sparql", "/ready"),
    "two": Peer("Elbe, 2 processes, no cache", f"{ELBE} --kept-query-bytes 0 --workers 2", "/sparql", "/ready"),
    "kept": Peer("Elbe, 2 processes", f"{ELBE} --workers 2", "/sparql", "/ready"),
}


@dataclass(frozen=True)
class Work:
    """Requests of a kind: what is asked of whom."""

    name: str
    peers: tuple[str, ...]
    paths: list[str]
    """Behind the address for queries where they begin with a question mark."""
    headers: dict[str, str] = field(default_factory=lambda: {"Accept": JSON})
    is_known: bool = False
    """Whether the client has the answers already, and says so."""


@dataclass(frozen=True)
class Figure:
    """What came of one load."""

    rate: float
    p50: float
    p99: float


@click.command()
@click.option("--rounds", default=5, show_default=True, type=click.IntRange(min=1))
@click.option("--seconds", default=2, show_default=True, type=click.IntRange(min=1), help="How long each load lasts.")
@click.option("--concurrency", default="1,8,32", show_default=True, help="Connections at once.")
@click.option("--only", default=",".join(PEERS), show_default=True, help="The services that are measured.")
@click.option("--release", "source", default="build", show_default=True, type=click.Path(path_type=Path))
def main(rounds: int, seconds: int, concurrency: str, only: str, source: Path) -> None:
    """Measure the service against its peers, and write bench/RESULTS.md."""
    if not shutil.which("wrk"):
        raise click.ClickException("wrk makes the load, and is not installed: apt-get install wrk")
    release = Release.open(source)
    peers = {name: PEERS[name] for name in only.split(",")}
    load_before = os.getloadavg()[0]
    figures: dict[tuple[str, str, int], list[Figure]] = {}
    with ExitStack() as running:
        folder = Path(running.enter_context(TemporaryDirectory()))
        ports = {name: running.enter_context(serving(peer, release, folder)) for name, peer in peers.items()}
        kinds = works(release)
        for number in range(rounds + 1):
            for work, connections, name in product(kinds, map(int, concurrency.split(",")), peers):
                if name in work.peers:
                    found = load(work, peers[name], ports[name], connections, seconds, folder)
                    told = f"{work.name}, {peers[name].name}, {connections} at once: {found.rate:,.0f}/s"
                    click.echo(f"{f'{number}/{rounds}' if number else 'warming'} {told}", err=True)
                    if number:
                        figures.setdefault((work.name, name, connections), []).append(found)
    RESULTS.write_text(report(figures, release, rounds, seconds, load_before), encoding="utf-8")
    click.echo(RESULTS.read_text(encoding="utf-8"))


def works(release: Release) -> list[Work]:
    """What is asked."""
    everybody = ("native", "rdflib", "one", "two", "kept")
    ours = ("one", "two", "kept")
    entities = sample(release)
    look_ups = ["?query=" + quote(LOOK_UP.format(iri=iri)) for iri in entities]
    documents = [f"/doc/{iri.removeprefix(ID)}.ttl" for iri in entities]
    return [
        Work("look-up", everybody, look_ups),
        Work("medium query", everybody, ["?query=" + quote(MEDIUM.format(ontology=ONTOLOGY, id=ID))]),
        Work("look-up that the client has (304)", ours, look_ups[:1], is_known=True),
        Work("document, Turtle", ours, documents, {}),
        Work("document that the client has (304)", ours, documents[:1], {}, is_known=True),
    ]


def sample(release: Release) -> list[str]:
    """Some entities of the record, the same each time."""
    query = f"SELECT DISTINCT ?e {{ ?e <{ONTOLOGY}gist> ?gist }} ORDER BY ?e LIMIT {ENTITIES}"
    return [row["e"].value for row in Store.read_only(str(release.store)).query(query)]  # type: ignore[union-attr]


@contextmanager
def serving(peer: Peer, release: Release, folder: Path) -> Iterator[int]:
    """A service that runs, in a process that ends with the block; its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = peer.command.format(port=port, release=release.folder).split()
    log = folder / f"{port}.log"
    with log.open("wb") as output:
        process = subprocess.Popen([SCRIPTS / command[0], *command[1:]], stdout=output, stderr=output)
    try:
        for _ in range(600):
            if process.poll() is not None or answers(f"http://127.0.0.1:{port}{peer.ready}"):
                break
            time.sleep(0.1)
        if process.poll() is not None or not answers(f"http://127.0.0.1:{port}{peer.ready}"):
            raise click.ClickException(f"{peer.name} did not start: {log.read_text(errors='replace')[-2000:]}")
        yield port
    finally:
        process.terminate()
        process.wait(30)


def answers(url: str) -> bool:
    """Whether an address answers with success."""
    try:
        with urlopen(url, timeout=5):
            return True
    except (URLError, OSError):
        return False


def load(work: Work, peer: Peer, port: int, connections: int, seconds: int, folder: Path) -> Figure:
    """Loads a service; raises ClickException where an answer is no success."""
    root = f"http://127.0.0.1:{port}"
    paths = [peer.sparql + path if path.startswith("?") else path for path in work.paths]
    addresses = folder / "addresses"
    addresses.write_text("\n".join(paths), encoding="utf-8")
    headers = dict(work.headers)
    if work.is_known:
        headers["If-None-Match"] = etag(root + paths[0], headers)
    arguments = [part for header in headers.items() for part in header]
    script = ["-s", str(HERE / "requests.lua"), root, "--", str(addresses), *arguments]
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", *script]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=seconds + 60)
    facts = json.loads(done.stdout.splitlines()[-1])
    if facts["failed"] or not facts["requests"]:
        raise click.ClickException(f"{peer.name} failed at {work.name}: {done.stdout}")
    return Figure(facts["requests"] / facts["seconds"], facts["p50"], facts["p99"])


def etag(url: str, headers: dict[str, str]) -> str:
    """The entity tag of an answer."""
    with urlopen(Request(url, headers=headers), timeout=30) as answer:
        return str(answer.headers["etag"])


def report(
    figures: dict[tuple[str, str, int], list[Figure]], release: Release, rounds: int, seconds: int, load_before: float
) -> str:
    """The results as Markdown."""
    names = list(dict.fromkeys(work for work, _, _ in figures))
    return "\n".join(
        [*head(release, rounds, seconds, load_before), *(line for name in names for line in table(name, figures))]
    )


def head(release: Release, rounds: int, seconds: int, load_before: float) -> list[str]:
    """What was measured, and on what."""
    triples = sum(release.manifest["graphs"].values())
    versions = ", ".join(f"{name} {version(name)}" for name in ("oxigraph", "rdflib-endpoint", "uvicorn", "uvloop"))
    contended = (
        " **The machine was busy with other things: only the ratios tell something.**" if load_before > 0.5 else ""
    )
    return [
        "# Measured",
        "",
        f"`make bench`: {rounds} interleaved rounds of {seconds} s for each load, after one more to warm up, by wrk"
        " with one thread; median (lowest-highest) of the rounds. Ratios are to the native server, or to"
        " rdflib-endpoint, within a round. Requests are logged, as is the default.",
        "",
        f"- Data: release {release.id}, {triples:,} triples",
        f"- Machine: {processor()}, {os.cpu_count()} cores shared by load and service; {platform.system()}, Python"
        f" {platform.python_version()}; {versions}",
        f"- Load of the machine before: {load_before:.2f}.{contended}",
    ]


def processor() -> str:
    """The model of the processor, as far as the system tells."""
    for line in Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else ():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor() or "unknown processor"


def table(work: str, figures: dict[tuple[str, str, int], list[Figure]]) -> list[str]:
    """The figures of one kind of requests."""
    lines = [
        "",
        f"## {work.capitalize()}",
        "",
        "| service | at once | requests/s | p50 ms | p99 ms | to native | to rdflib-endpoint |",
        "|---|---|---|---|---|---|---|",
    ]
    for (name, peer, connections), found in sorted(figures.items(), key=lambda item: item[0][2]):
        if name == work:
            ratios = [ratio(found, figures.get((work, other, connections))) for other in ("native", "rdflib")]
            cells = [
                PEERS[peer].name,
                str(connections),
                spread([each.rate for each in found], ",.0f"),
                spread([each.p50 for each in found], ".2f"),
                spread([each.p99 for each in found], ".2f"),
                *ratios,
            ]
            lines.append(f"| {' | '.join(cells)} |")
    return lines


def ratio(found: list[Figure], others: list[Figure] | None) -> str:
    """How the rates of two services compare, round by round."""
    if not others or others is found:
        return ""
    return spread([one.rate / other.rate for one, other in zip(found, others, strict=True)], ".2f")


def spread(values: list[float], form: str) -> str:
    """The median of values, with the lowest and the highest."""
    return f"{statistics.median(values):{form}} ({min(values):{form}}-{max(values):{form}})"


if __name__ == "__main__":
    main()
