"""The service as a process: how it ends, and who can work with it."""

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from http.client import HTTPException
from urllib.request import Request, urlopen

import pytest
from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from support.live_service import EXAMPLE, example_quads, processes, serving, until, write_release

from api.server.process import FAILED
from api.settings import Settings
from kb.errors import ReleaseNotFound
from kb.release.release import Release
from kb.sandbox.limits import Limits

pytestmark = pytest.mark.process


CARTESIAN = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c < ?f && ?f < ?i) }"
LONG = Settings.of(Limits(seconds=600), stop_seconds=1)


def is_gone(pid):
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return ") Z " in stat.read()
    except OSError:
        return True


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_nothing_outlives_the_service_however_it_ends(small_release, how):
    with serving(small_release, LONG) as running:
        thread = threading.Thread(target=lambda: attempt(running, CARTESIAN))
        thread.start()
        time.sleep(0.3)
        pids = processes(running.pid)
        os.kill(running.pid, how)

        until(lambda: all(is_gone(pid) for pid in pids), 20)
        thread.join(10)

    assert len(pids) >= 6


def attempt(running, query):
    with suppress(OSError, HTTPException):
        running.query(query)


def test_the_data_may_be_larger_than_memory(tmp_path):
    release = write_release(tmp_path / "release", example_quads(1000))
    with serving(release, Settings.of(Limits(quads_in_memory=10))) as running:
        assert running.rows("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == [{"n": "1000"}]
        assert len(running.rows(f"SELECT * {{ <{EXAMPLE}s1> ?p ?o }} ORDER BY ?o")) == 10
        assert running.query("SELECT * { SERVICE <http://127.0.0.1:1/> {} }").status == 400


def test_a_folder_without_a_release_is_not_served(tmp_path):
    with pytest.raises(ReleaseNotFound):
        Release.open(tmp_path)


def test_a_release_whose_store_is_damaged_is_not_served(tmp_path):
    release = write_release(tmp_path / "release", example_quads(10))
    (release.store / "CURRENT").write_text("nonsense\n")
    program = (
        "import sys; from pathlib import Path; from api.server.workers import run; from api.settings import Settings\n"
    )
    program += "sys.exit(run(Path(sys.argv[1]), Settings(), '127.0.0.1', 0))"

    done = subprocess.run([sys.executable, "-c", program, str(release.folder)], capture_output=True, timeout=60)

    assert done.returncode == FAILED
    assert b"is not served" in done.stderr


# other people's clients


def test_rdflib_works_with_it(service):
    graph = Graph(SPARQLStore(f"{service.url}/sparql"))

    assert len(list(graph.query("SELECT ?s { ?s ?p ?o } LIMIT 10"))) == 10
    assert len(list(graph.triples((URIRef(EXAMPLE + "s1"), None, None)))) == 10


def test_rdflib_reads_documents_from_their_things(record):
    graph = Graph().parse(f"{record.url}/id/person/joseph-stalin")

    assert len(graph) > 5


def test_pythons_own_client_works_with_it(service):
    request = Request(f"{service.url}/sparql?query=ASK%7B%7D", headers={"Accept": "application/sparql-results+json"})
    with urlopen(request) as answer:
        assert b"true" in answer.read()
