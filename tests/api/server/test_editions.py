"""Releases that follow one another while clients are served."""

import http.client
import os
import shutil
import signal
import threading
import time
from contextlib import contextmanager
from itertools import pairwise
from urllib.parse import urlencode

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from support.live_service import example_quads, processes, serving, until, write_release

from api.settings import Settings
from kb.namespaces import term

pytestmark = pytest.mark.process


THING = NamedNode("https://w3id.org/elbe/id/person/some-one")
LOOK_UP = "/sparql?" + urlencode({"query": f"SELECT * {{ <{THING.value}> ?p ?o }}"})
LONG = "/sparql?" + urlencode({"query": "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 100000"})
IDS = [f"{number:016x}" for number in range(1, 5)]


@pytest.fixture
def folder(tmp_path):
    """A folder of releases, of which the first is current."""
    for id in IDS:
        label = Quad(THING, term("skos:prefLabel"), Literal(f"Release {id}", language="en"))
        write_release(tmp_path / id, [*example_quads(2000), label], id)
    point(tmp_path, IDS[0])
    return tmp_path


def point(folder, name):
    (folder / "new").symlink_to(name)
    (folder / "new").replace(folder / "current")


def served(service):
    return service.get("/health").json["release"]


class Client(threading.Thread):
    """Asks for one address again and again on one connection; keeps what it got and what failed."""

    def __init__(self, service, path):
        super().__init__()
        self.service, self.path = service, path
        self.answers, self.failures = [], []
        self.stop = threading.Event()

    def run(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.service.port, timeout=30)
        while not self.stop.is_set():
            try:
                connection.request("GET", self.path, headers={"Accept": "application/json, text/turtle;q=0.9"})
                answer = connection.getresponse()
                self.answers.append((answer.status, answer.headers["etag"], answer.read()))
            except (OSError, http.client.HTTPException) as error:
                self.failures.append(error)
                connection.close()
            time.sleep(0.001)
        connection.close()


@contextmanager
def clients(service, *paths):
    threads = [Client(service, path) for path in paths]
    for thread in threads:
        thread.start()
    try:
        yield threads
    finally:
        for thread in threads:
            thread.stop.set()
            thread.join(30)


def test_releases_are_swapped_without_a_failed_request_and_the_old_ones_may_be_deleted(folder):
    document = "/doc/person/some-one"
    with (
        serving(folder, Settings.of(look_seconds=0.1)) as service,
        clients(service, *[LOOK_UP, document, "/dumps/"] * 2) as asking,
    ):
        for old, new in pairwise(IDS):
            before = len(asking[0].answers)
            point(folder, new)
            until(lambda new=new: served(service) == new, 20)
            shutil.rmtree(folder / old)
            until(lambda before=before: len(asking[0].answers) > before + 20, 20)
        assert b"Release " + IDS[-1].encode() in service.get(LOOK_UP).body

    assert [client.failures for client in asking] == [[]] * 6
    for client in asking:
        assert {status for status, _, _ in client.answers} == {200}
        assert len({etag for _, etag, _ in client.answers}) == len(IDS)
    for number, id in enumerate(IDS):
        bodies = {body for _, _, body in asking[0].answers if id.encode() in body}
        assert len(bodies) == 1, f"release {number} was seen in {len(bodies)} ways"


def test_a_long_answer_of_the_old_release_ends_whole_and_then_its_processes_end(folder):
    with serving(folder, Settings.of(look_seconds=600)) as service:
        old = set(processes(service.pid))
        connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=60)
        connection.request("GET", LONG, headers={"Accept": "text/csv"})
        answer = connection.getresponse()
        begun = answer.read(1000)
        point(folder, IDS[1])
        os.kill(service.pid, signal.SIGHUP)
        until(lambda: served(service) == IDS[1], 20)
        shutil.rmtree(folder / IDS[0])
        both = set(processes(service.pid))

        rest = answer.read()
        until(lambda: not (old - {service.pid}) & set(processes(service.pid)), 10)

    assert len(both) > len(old)
    assert (begun + rest).count(b"\r\n") > 100_000


def test_an_edition_that_has_ended_leaves_no_file_open(folder):
    with serving(folder, Settings.of(look_seconds=0.05)) as service:
        opened = []
        for name in [*IDS, *IDS]:
            point(folder, name)
            until(lambda name=name: served(service) == name, 20)
            for path in (LOOK_UP, "/doc/person/some-one", "/claims", "/"):
                assert service.get(path).status == 200
            until(lambda: total_editions(service) == 1, 20)
            opened.append(len(os.listdir(f"/proc/{service.pid}/fd")))

    assert max(opened[1:]) <= opened[0] + 3


def total_editions(service):
    [line] = [line for line in service.get("/metrics").text.splitlines() if line.startswith("elbe_editions ")]
    return float(line.split()[1])


def damage_file(release):
    (release / "dumps/elbe.nq").write_bytes(b"")


def damage_store(release):
    (release / "store/CURRENT").write_text("nonsense\n")


def damage_manifest(release):
    (release / "manifest.json").write_text("{")


@pytest.mark.parametrize("damage", [damage_file, damage_store, damage_manifest, shutil.rmtree])
def test_a_damaged_release_is_refused_once_and_the_old_one_stays(folder, tmp_path, damage):
    log = tmp_path / "log"
    damage(folder / IDS[1])
    with serving(folder, Settings.of(look_seconds=0.1), log) as service:
        point(folder, IDS[1])
        until(lambda: "is not served" in log.read_text(), 20)
        time.sleep(0.5)

        assert served(service) == IDS[0]
        assert service.get(LOOK_UP).status == 200
        assert log.read_text().count("is not served") == 1

        point(folder, IDS[2])
        until(lambda: served(service) == IDS[2], 20)


def test_a_signal_without_a_new_release_changes_nothing(folder):
    with serving(folder, Settings()) as service:
        before = processes(service.pid)
        os.kill(service.pid, signal.SIGHUP)
        time.sleep(0.5)

        assert processes(service.pid) == before
        assert service.get(LOOK_UP).status == 200


def test_before_its_first_release_is_loaded_the_service_lives_and_is_not_ready(tmp_path):
    release = write_release(tmp_path / "release", example_quads(200_000))
    with serving(release, Settings(), is_awaited=False) as service:
        until(lambda: attempt(service, "/health"), 30)
        ready, other = service.get("/ready"), service.get("/sparql")
        until(lambda: service.get("/ready").status == 200, 30)

    for answer in (ready, other):
        assert (answer.status, answer.json["type"].rpartition("/")[2]) == (503, "not-ready")
        assert answer.headers["retry-after"] == "5"


def attempt(service, path):
    try:
        return service.get(path).status == 200
    except OSError:
        return False


def test_told_to_end_the_service_says_so_and_ends_what_it_began(folder):
    with serving(folder, Settings.of(unready_seconds=1)) as service:
        connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=60)
        connection.request("GET", LONG, headers={"Accept": "text/csv"})
        answer = connection.getresponse()
        begun = answer.read(1000)
        os.kill(service.pid, signal.SIGTERM)
        time.sleep(0.3)
        ready, asked = service.get("/ready"), service.get(LOOK_UP)
        time.sleep(1)
        rest = answer.read()
        code = service.process.wait(20)

    assert (ready.status, asked.status) == (503, 200)
    assert (begun + rest).count(b"\r\n") > 100_000
    assert code == 0
