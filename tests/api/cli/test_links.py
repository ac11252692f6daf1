"""`elbe links`: checks, reports, and candidates from services that know nothing of us."""

import csv
import json
import sqlite3
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from urllib.parse import parse_qs
from urllib.request import urlopen

import pytest
from support.command import elbe
from support.live_service import serving, until

from api.settings import Settings

WIKIDATA = "http://www.wikidata.org/entity/"
pytestmark = [pytest.mark.process, pytest.mark.whole]


def rows(path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.open(encoding="utf-8")))


def test_the_links_that_are_shipped_are_consistent():
    done = elbe("links", "check")

    assert (done.returncode, done.stdout) == (0, "the links are consistent\n")


def test_the_report_tells_coverage_and_what_to_look_at():
    told = elbe("links", "report").stdout

    assert "Wikidata: things, the same, near, wanted, neither" in told
    assert "GeoNames:" in told
    assert "Least evidence:" in told


@pytest.fixture(scope="module")
def ours(release):
    with serving(release, Settings()) as running:
        yield f"{running.url}/reconcile"


def test_our_own_service_suggests_and_a_second_run_asks_for_nothing_more(ours, tmp_path):
    table = tmp_path / "review.csv"
    arguments = ("links", "suggest", "--service", ours, "--table", table, "--rate", "100", "--kind", "person")
    first, size = elbe(*arguments), table.stat().st_size
    again = elbe(*arguments)

    assert first.returncode == 0, first.stderr
    found = {row["thing"]: row for row in rows(table) if row["item"].endswith(row["thing"])}
    assert found["person/jovanka-broz"]["match"] == "true"
    assert "name 100" in found["person/jovanka-broz"]["reasons"]
    assert again.stdout == f"{table}: 0 things asked for\n"
    assert table.stat().st_size == size


class Busy(BaseHTTPRequestHandler):
    """A service that is busy at every other request."""

    asked = 0

    def answer(self, document) -> None:
        Busy.asked += 1
        if Busy.asked % 2:
            self.send_response(503)
            self.send_header("Retry-After", "0")
            self.end_headers()
            return
        body = json.dumps(document).encode()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        self.answer({"versions": ["0.2"], "name": "x", "identifierSpace": "http://www.wikidata.org/entity/"})

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        batch = json.loads(form["queries"][0])
        self.answer(
            {key: {"result": [{"id": "Q5", "name": query["query"], "score": 50}]} for key, query in batch.items()}
        )

    def log_message(self, *_) -> None:
        pass


def test_a_busy_service_is_asked_again(tmp_path):
    server = HTTPServer(("127.0.0.1", 0), Busy)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        table = tmp_path / "review.csv"
        address = f"http://127.0.0.1:{server.server_port}/"
        done = elbe("links", "suggest", "--service", address, "--table", table, "--rate", "1000", "--kind", "work")
    finally:
        server.shutdown()

    assert done.returncode == 0, done.stderr
    assert {row["item"] for row in rows(table)} == {"http://www.wikidata.org/entity/Q5"}


@pytest.fixture
def datasette(tmp_path, free_port):
    """A service of reconciliation that others wrote (https://pypi.org/project/datasette-reconcile/), on a table of ours.

    Its names are of people whom the record has without an item; the identifiers are made up.
    """
    told = {"id_field": "qid", "name_field": "name", "identifierSpace": WIKIDATA, "schemaSpace": WIKIDATA}
    plugins = {"plugins": {"datasette-reconcile": told}}
    (tmp_path / "metadata.json").write_text(json.dumps({"databases": {"items": {"tables": {"people": plugins}}}}))
    with sqlite3.connect(tmp_path / "items.db") as database:
        database.executescript(
            """CREATE TABLE people (qid TEXT PRIMARY KEY, name TEXT);
            INSERT INTO people VALUES ('Q900000000001', 'Jovanka Broz'), ('Q900000000002', 'Someone Else');
            CREATE VIRTUAL TABLE people_fts USING fts5(name, content=people);
            INSERT INTO people_fts(people_fts) VALUES ('rebuild');"""
        )
    command = [sys.executable, "-m", "datasette", "serve", "items.db", "-m", "metadata.json", "-p", str(free_port)]
    with (tmp_path / "datasette.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=tmp_path, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{free_port}/items/people/-/reconcile"
    try:
        until(lambda: answers(address), seconds=60)
        yield address
    finally:
        process.terminate()
        process.wait(20)


def answers(address) -> bool:
    try:
        return urlopen(address).status == 200
    except OSError:
        return False


def test_a_service_that_others_wrote_suggests_items_that_a_person_can_accept(datasette, tmp_path):
    table = tmp_path / "review.csv"
    done = elbe("links", "suggest", "--service", datasette, "--table", table, "--rate", "100", "--kind", "person")
    found = {row["thing"]: row for row in rows(table) if row["item"]}

    assert done.returncode == 0, done.stderr
    assert found["person/jovanka-broz"]["item"] == f"{WIKIDATA}Q900000000001"
    assert found["person/jovanka-broz"]["item_label"] == "Jovanka Broz"
    assert float(found["person/jovanka-broz"]["score"]) > 0
    assert "Q900000000002" not in {row["item"].removeprefix(WIKIDATA) for row in found.values()}


@pytest.mark.parametrize("address", ["ftp://example.org", "nowhere"])
def test_what_is_no_address_is_refused(tmp_path, address):
    done = elbe("links", "suggest", "--service", address, "--table", tmp_path / "review.csv")

    assert done.returncode == 2
    assert "is no address of a service" in done.stderr


def test_what_is_given_is_written_to_a_new_folder(release, tmp_path):
    folder = tmp_path / "given"
    done = elbe("links", "give", folder, "--release", release.folder)
    again = elbe("links", "give", folder, "--release", release.folder)

    assert done.returncode == 0, done.stderr
    assert {path.name for path in folder.iterdir()} > {"quickstatements-1.txt", "mixnmatch.tsv", "beacon-wikidata.txt"}
    assert (again.returncode, "exists already" in again.stderr) == (2, True)
