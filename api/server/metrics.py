"""Figures of the service for Prometheus.

https://prometheus.io/docs/practices/naming/

Where several processes serve, each writes its figures to files of one folder (PROMETHEUS_MULTIPROC_DIR, which is set
before this module is imported), and whichever is asked adds up those of all.
"""

import resource
from collections import Counter as Tally
from pathlib import Path

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from api.server.editions import Editions
from kb import __version__

MEDIA_TYPE = CONTENT_TYPE_LATEST
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120, 600)
"""The bounds of the classes of times: from an answer that is remembered to one that is sent for minutes."""


class Metrics:
    """The figures of this process, and of all that serve."""

    def __init__(self, editions: Editions, processes: int) -> None:
        self.editions, self.processes = editions, processes
        self.registry = registry = CollectorRegistry()
        self.requests = Counter(
            "elbe_requests", "Requests, by the status of the answer.", ["route", "method", "status"], registry=registry
        )
        self.seconds = Histogram(
            "elbe_request_seconds",
            "Seconds from a request to the end of its answer.",
            ["route"],
            buckets=SECONDS,
            registry=registry,
        )
        self.counted = {name: Counter(f"elbe_{name}", help, registry=registry) for name, help in COUNTED.items()}
        self.gauges = {
            name: Gauge(f"elbe_{name}", help, registry=registry, multiprocess_mode="livesum")
            for name, help in GAUGES.items()
        }
        self.release = Gauge(
            "elbe_release_info",
            "How many processes serve a release.",
            ["release", "version"],
            registry=registry,
            multiprocess_mode="livesum",
        )
        self.children: dict[tuple[str, str, str], tuple[Counter, Histogram]] = {}
        """The figures of each kind of request, which are slow to look up."""
        self.told: Tally[str] = Tally()
        self.releases: set[str] = set()

    def count(self, route: str, method: str, status: str, seconds: float) -> None:
        """Counts a request that has been answered."""
        key = (route, method, status)
        if key not in self.children:
            self.children[key] = self.requests.labels(*key), self.seconds.labels(route)
        requests, times = self.children[key]
        requests.inc()
        times.observe(seconds)

    def refresh(self) -> None:
        """Brings the figures up to date that nobody tells."""
        counts = self.editions.counts()
        for name, counter in self.counted.items():
            counter.inc(counts[name] - self.told[name])
        self.told = counts
        for name, value in (self.editions.state() | _memory(self.editions.processes())).items():
            self.gauges[name].set(value)
        current = self.editions.current
        self.releases |= {current.release.id} if current else set()
        for id in self.releases:
            self.release.labels(id, __version__).set(current is not None and id == current.release.id)

    def exposition(self) -> bytes:
        """All figures as text, as they were refreshed last."""
        if self.processes == 1:
            return generate_latest(self.registry)
        every = CollectorRegistry()
        MultiProcessCollector(every)  # type: ignore[no-untyped-call]
        return generate_latest(every)


COUNTED = {
    "query_processes_killed": "Query processes that were ended before their time.",
    "query_processes_started": "Query processes that were made, those of the start included.",
    "query_hits": "Queries answered from memory.",
    "query_misses": "Queries whose answer was not remembered.",
    "document_hits": "Documents answered from memory.",
    "document_misses": "Documents that were not remembered.",
    "list_hits": "Lists answered from memory.",
    "list_misses": "Lists that were not remembered.",
    "question_hits": "Answers to questions that were remembered.",
    "question_misses": "Answers to questions that were not remembered.",
    "releases_refused": "Releases that could not be served.",
}
GAUGES = {
    "queries_running": "Queries that are being answered.",
    "queries_waiting": "Queries that wait for a process.",
    "requests_under_way": "Requests that are being answered.",
    "editions": "Releases that are being served, those included whose last answers are being sent.",
    "resident_bytes": "Memory of the processes that serve.",
    "query_resident_bytes": "Memory of the processes that hold the data for queries; workers share it.",
}


def _memory(zygotes: list[int]) -> dict[str, float]:
    """The resident memory of this process, and of those that hold the data."""
    return {"resident_bytes": _resident("self"), "query_resident_bytes": sum(_resident(str(pid)) for pid in zygotes)}


def _resident(process: str) -> int:
    """The resident memory of a process in bytes; 0 where the system does not tell."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * resource.getpagesize()
    except OSError:
        return 0
