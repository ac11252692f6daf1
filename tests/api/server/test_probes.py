"""What those who run the service see of it: logs, figures, ids, headers, and how it keeps clients apart."""

import http.client
import json
import os
import re
import signal
import threading
import time
from collections import Counter
from urllib.parse import quote, urlencode

import pytest
from prometheus_client.parser import text_string_to_metric_families
from support.live_service import EXAMPLE, example_quads, processes, serving, until, write_release

from api.server.rate import _Buckets, _client_of
from api.settings import Settings
from kb.sandbox.limits import Limits

SECRET = "nobody-shall-read-this"
LOOK_UP = "/sparql?" + urlencode({"query": f"SELECT * {{ <{EXAMPLE}s1> ?p ?o FILTER(?o != '{SECRET}') }}"})
CARTESIAN = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c < ?f && ?f < ?i) }"


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    return tmp_path_factory.mktemp("logs") / "log"


@pytest.fixture(scope="module")
def logged(small_release, log):
    """The service with a log, patience of one second and two query processes."""
    with serving(small_release, Settings.of(Limits(seconds=1, workers=2)), log) as running:
        yield running


def lines(log):
    return [json.loads(line) for line in log.read_text().splitlines()]


def line_of(log, id):
    found = []

    def look():
        found[:] = [line for line in lines(log) if line.get("request") == id and line["message"] == "request"]
        return found

    until(look, 10)
    assert len(found) == 1
    return found[0]


def figures(service):
    """The figures of the service, by name and labels."""
    families = text_string_to_metric_families(service.get("/metrics").text)
    return {(s.name, *sorted(s.labels.items())): s.value for family in families for s in family.samples}


def total(service, name, **labels):
    wanted = set(labels.items())
    return sum(value for (each, *rest), value in figures(service).items() if each == name and wanted <= set(rest))


# ids and logs


def test_each_request_is_one_line_of_the_log_with_what_became_of_it(logged, log):
    answer = logged.get(LOOK_UP, X_Request_ID="a-look-up")
    line = line_of(log, "a-look-up")

    assert answer.headers["x-request-id"] == "a-look-up"
    assert (line["method"], line["route"], line["path"], line["status"]) == ("GET", "/sparql", "/sparql", 200)
    assert (line["bytes"], line["complete"]) == (len(answer.body), True)
    assert line["mediaType"] == "application/sparql-results+json"
    assert 0 < line["seconds"] < 10
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", line["time"])


def test_an_answer_without_a_body_has_no_bytes(logged, log):
    id = logged.send("HEAD", LOOK_UP).headers["x-request-id"]

    assert (line_of(log, id)["status"], line_of(log, id)["bytes"]) == (200, 0)


def test_what_is_no_request_is_in_the_log_too(logged, log):
    with logged.connect() as connection:
        connection.sendall(b"hello\r\n\r\n")
        assert connection.recv(1000).startswith(b"HTTP/1.1 400 ")

    until(lambda: any(line["message"] == "a request that could not be read" for line in lines(log)), 5)


def test_neither_queries_nor_clients_are_in_the_log(logged, log):
    id = logged.get(LOOK_UP).headers["x-request-id"]
    line_of(log, id)

    assert SECRET not in log.read_text()
    assert "127.0.0.1" not in json.dumps([line for line in lines(log) if line["message"] == "request"])


def test_queries_and_clients_are_in_the_log_where_that_is_set(small_release, tmp_path):
    log = tmp_path / "log"
    with serving(small_release, Settings.of(log_queries=True, log_clients=True), log) as service:
        line = line_of(log, service.get(LOOK_UP).headers["x-request-id"])
        posted = line_of(log, service.post("ASK {} # posted").headers["x-request-id"])

    assert SECRET in line["query"]
    assert quote(SECRET) in line["parameters"]
    assert line["client"] == "127.0.0.1"
    assert posted["query"] == "ASK {} # posted"


def test_nothing_is_logged_of_requests_where_that_is_set(small_release, tmp_path):
    log = tmp_path / "log"
    with serving(small_release, Settings.of(log_requests=False), log) as service:
        service.get(LOOK_UP)

    assert "request" not in {line["message"] for line in lines(log)}


@pytest.mark.parametrize("given", ["", "two words", 'quo"te', "x" * 129, "\xe9"])
def test_an_unfit_id_is_replaced(logged, given):
    answer = logged.get("/health", X_Request_ID=given)

    assert re.fullmatch("[0-9a-f]{16}", answer.headers["x-request-id"])


def test_a_problem_names_its_request(logged):
    answer = logged.get("/nothing", X_Request_ID="lost")

    assert answer.json["request"] == "lost"
    assert "request lost" in logged.get("/nothing", X_Request_ID="lost", Accept="text/html").text


def test_no_client_can_write_a_line_of_its_own_into_the_log(logged, log):
    path = "/doc/" + quote('x\n{"level": "error", "message": "forged"}\r\x1b[31m\u2028')
    line = line_of(log, logged.get(path).headers["x-request-id"])

    assert "forged" in line["path"]
    assert "forged" not in {line["message"] for line in lines(log)}
    assert log.read_text().isascii()
    assert "\x1b" not in log.read_text()


# figures


def test_requests_are_counted_by_the_template_of_their_address(logged):
    before = figures(logged)
    for name in ("a", "b", "c"):
        logged.get(f"/doc/person/{name}")
        logged.get(f"/{name}/unheard-of")
    after = figures(logged)

    def grown(name, **labels):
        key = (name, *sorted(labels.items()))
        return after.get(key, 0) - before.get(key, 0)

    assert grown("elbe_requests_total", route="/doc/{path}", method="GET", status="404") == 3
    assert grown("elbe_requests_total", route="(none)", method="GET", status="404") == 3
    assert grown("elbe_request_seconds_count", route="/doc/{path}") == 3
    assert not any("unheard-of" in str(key) for key in after)


def test_an_unheard_of_method_is_not_a_label(logged):
    logged.send("PROPFIND", "/sparql")

    assert "PROPFIND" not in logged.get("/metrics").text
    assert total(logged, "elbe_requests_total", method="other") >= 1


def test_a_killed_query_and_the_process_in_its_place_are_counted(logged):
    killed = total(logged, "elbe_query_processes_killed_total")
    started = total(logged, "elbe_query_processes_started_total")
    queries = iter([CARTESIAN, f"{CARTESIAN} # again"])
    statuses = {status for status, _ in at_once(2, lambda: logged.query(next(queries)))}
    logged.query(f"ASK {{ <{EXAMPLE}a> ?p ?o }}")

    assert statuses == {503}
    assert total(logged, "elbe_query_processes_killed_total") == killed + 2
    assert total(logged, "elbe_query_processes_started_total") == started + 1


def test_running_and_waiting_queries_are_shown(logged):
    threads = [threading.Thread(target=logged.query, args=(f"{CARTESIAN} # {i}",)) for i in range(5)]
    for thread in threads:
        thread.start()
    until(lambda: total(logged, "elbe_queries_running") == 2, 5)
    until(lambda: total(logged, "elbe_queries_waiting") == 3, 5)
    for thread in threads:
        thread.join(20)

    until(lambda: total(logged, "elbe_queries_running") + total(logged, "elbe_queries_waiting") == 0, 5)


def test_the_release_and_memory_are_shown(logged, small_release):
    assert total(logged, "elbe_release_info", release=small_release.id) == 1
    assert 20e6 < total(logged, "elbe_resident_bytes") < 2e9
    assert 10e6 < total(logged, "elbe_query_resident_bytes") < 2e9


# answers that are remembered


def test_a_query_asked_again_is_not_run_again(logged):
    query = f"SELECT * {{ <{EXAMPLE}s7> ?p ?o }}"
    first = logged.query(query)
    hits, misses = total(logged, "elbe_query_hits_total"), total(logged, "elbe_query_misses_total")
    again = [logged.query(query), logged.post(query)]

    assert {answer.body for answer in again} == {first.body}
    assert {answer.headers["content-type"] for answer in again} == {first.headers["content-type"]}
    assert total(logged, "elbe_query_hits_total") == hits + 2
    assert total(logged, "elbe_query_misses_total") == misses


def test_answers_are_remembered_by_format_and_dataset(logged):
    query = f"SELECT * {{ <{EXAMPLE}s8> ?p ?o }}"
    answers = [
        logged.query(query),
        logged.query(query, accept="text/csv"),
        logged.query(query, accept="application/json"),
        logged.query(query, **{"default-graph-uri": "http://example.org/none"}),
    ]

    assert len({(answer.headers["content-type"], answer.body) for answer in answers}) == 4


def test_what_differs_each_time_is_never_remembered(logged):
    for query in ("SELECT (UUID() AS ?x) {}", "SELECT (RAND() AS ?x) {}", "SELECT (\\u0055UID() AS ?x) {}"):
        answers = [logged.query(query) for _ in range(2)]
        if answers[0].status == 200:
            assert answers[0].body != answers[1].body, query


def test_many_who_ask_the_same_at_once_get_the_answer_of_one_query(logged):
    query = f"SELECT (COUNT(*) AS ?n) {{ ?s <{EXAMPLE}p1> ?o . ?t <{EXAMPLE}p1> ?o2 FILTER(?o < ?o2) }}"
    running, stop = [], threading.Event()
    watcher = threading.Thread(target=lambda: note_running(logged, running, stop))
    watcher.start()
    answers = Counter(at_once(100, lambda: logged.query(query, timeout=30)))
    stop.set()
    watcher.join(10)

    [(status, _), number] = answers.popitem()
    assert status in (200, 503)  # as fast as the machine is
    assert (number, len(answers)) == (100, 0)
    assert max(running) == 1


def note_running(service, running, stop):
    while not stop.is_set():
        running.append(total(service, "elbe_queries_running"))
        time.sleep(0.02)


def at_once(number, ask):
    answers = []

    def note():
        answer = ask()
        answers.append((answer.status, re.sub(rb',\s*"request": "\w+"', b"", answer.body)))

    threads = [threading.Thread(target=note) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return answers


def test_one_who_goes_away_takes_nobody_elses_answer_along(logged):
    query = f"SELECT (COUNT(*) AS ?n) {{ ?s <{EXAMPLE}p1> ?o . ?t ?q ?o2 FILTER(STRLEN(?o) < STRLEN(?o2)) }} LIMIT 7"
    path = "/sparql?" + urlencode({"query": query})
    gone = http.client.HTTPConnection("127.0.0.1", logged.port)
    gone.request("GET", path)
    time.sleep(0.1)
    answers = []
    other = threading.Thread(target=lambda: answers.append(logged.get(path)))
    other.start()
    time.sleep(0.1)
    gone.close()
    other.join(20)

    assert answers[0].status in (200, 503)
    assert "died" not in answers[0].text


# headers


def test_pages_run_nothing_and_are_framed_by_nobody(record):
    for path in ("/", "/docs", "/sparql", "/doc/person/joseph-stalin", "/nothing"):
        headers = record.get(path, Accept="text/html").headers
        policy = headers["content-security-policy"]

        assert "default-src 'none'" in policy
        assert "script-src" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert "camera=()" in headers["permissions-policy"]


def test_data_may_be_read_from_everywhere_and_is_what_it_says(record):
    headers = record.get("/doc/person/joseph-stalin.ttl").headers

    assert headers["cross-origin-resource-policy"] == "cross-origin"
    assert headers["access-control-allow-origin"] == "*"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["strict-transport-security"] is None


def test_https_is_kept_to_where_the_service_is_reached_by_it(small_release):
    with serving(small_release, Settings.of(public_url="https://elbe.example.org")) as service:
        assert service.get("/sparql").headers["strict-transport-security"] == "max-age=31536000"


def test_the_page_of_the_api_names_its_routes_and_loads_nothing(record):
    text = record.get("/docs", Accept="text/html").text

    assert "GET /dumps/{name}" in text
    assert "<script" not in text


# how often a client may ask


def test_a_client_that_asks_too_often_is_told_when_to_come_back(small_release):
    with serving(small_release, Settings.of(client_rate=2, client_burst=5)) as service:
        answers = [service.get("/dumps/") for _ in range(8)]
        refused = answers[-1]
        health = service.get("/health")
        time.sleep(int(refused.headers["retry-after"]) + 0.1)
        later = service.get("/dumps/")

    assert [answer.status for answer in answers[:5]] == [200] * 5
    assert (refused.status, refused.media_type) == (429, "application/problem+json")
    assert refused.headers["ratelimit-policy"] == '"client";q=5;w=3'
    assert refused.headers["ratelimit"].startswith('"client";r=0;t=')
    assert answers[0].headers["ratelimit"] == '"client";r=4'
    assert (health.status, later.status) == (200, 200)


def test_only_a_trusted_proxy_says_who_the_client_is(small_release):
    settings = Settings.of(client_rate=0.001, client_burst=1)
    with serving(small_release, settings) as direct:
        spoofed = [direct.get("/dumps/", X_Forwarded_For=f"192.0.2.{i}").status for i in range(3)]
    trusting = Settings.of(client_rate=0.001, client_burst=1, trusted_proxies="127.0.0.0/8")
    with serving(small_release, trusting) as behind:
        told = [behind.get("/dumps/", X_Forwarded_For=f"192.0.2.{i}").status for i in (1, 2, 1)]

    assert spoofed == [200, 429, 429]
    assert told == [200, 200, 429]


def test_a_bucket_fills_at_its_rate_and_no_further_than_its_size():
    buckets = _Buckets(rate=2, burst=3, clients=10)
    at_start = [buckets.take("a", 100) for _ in range(4)]

    assert [left >= 0 for left in at_start] == [True, True, True, False]
    assert buckets.seconds_until(at_start[-1]) == 1
    assert buckets.take("a", 100.5) == pytest.approx(0)
    assert buckets.take("a", 1000) == pytest.approx(2)


def test_so_many_clients_are_remembered_and_no_more():
    buckets = _Buckets(rate=1, burst=1, clients=100)
    for number in range(1000):
        buckets.take(str(number), 0)

    assert len(buckets.full_at) == 100


@pytest.mark.parametrize(
    ("address", "client"),
    [("192.0.2.7", "192.0.2.7"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"), ("fe80::1%eth0", "fe80::/64")],
)
def test_a_client_is_an_address_or_the_network_of_one(address, client):
    assert _client_of({"client": (address, 1)}) == client


# several processes


def test_several_processes_serve_and_add_up_their_figures(small_release):
    with serving(small_release, Settings.of(Limits(workers=1), workers=2)) as service:
        for _ in range(40):
            assert service.get(LOOK_UP).status == 200
        until(lambda: total(service, "elbe_requests_total", route="/sparql", status="200") == 40, 5)
        os.kill(service.pid, signal.SIGTERM)
        code = service.process.wait(30)

    assert code == 0


def test_a_process_that_dies_is_replaced_and_nothing_outlives_the_watcher(small_release):
    with serving(small_release, Settings.of(Limits(workers=1), workers=2)) as service:
        until(lambda: total(service, "elbe_release_info") == 2, 30)
        child = next(pid for pid in children(service.pid) if total_of(pid))
        os.kill(child, signal.SIGKILL)
        until(lambda: child not in children(service.pid), 10)
        until(lambda: total(service, "elbe_release_info") == 2, 30)
        pids = processes(service.pid)
        os.kill(service.pid, signal.SIGKILL)
        service.process.wait(10)

        until(lambda: not any(os.path.exists(f"/proc/{pid}") and not is_zombie(pid) for pid in pids), 20)


def children(pid):
    with open(f"/proc/{pid}/task/{pid}/children") as file:
        return [int(child) for child in file.read().split()]


def total_of(pid):
    """Whether a process is one that serves: it has query processes."""
    try:
        return children(pid)
    except OSError:
        return []


def is_zombie(pid):
    try:
        with open(f"/proc/{pid}/stat") as file:
            return ") Z " in file.read()
    except OSError:
        return True


@pytest.mark.process
def test_several_processes_take_up_a_release_on_the_signal_to_their_watcher(tmp_path):
    for id in ("a" * 16, "b" * 16):
        write_release(tmp_path / id, example_quads(100), id)
    (tmp_path / "current").symlink_to("a" * 16)
    with serving(tmp_path, Settings.of(Limits(workers=1), workers=2, look_seconds=600)) as service:
        until(lambda: total(service, "elbe_release_info", release="a" * 16) == 2, 30)
        (tmp_path / "new").symlink_to("b" * 16)
        (tmp_path / "new").replace(tmp_path / "current")
        os.kill(service.pid, signal.SIGHUP)

        until(lambda: total(service, "elbe_release_info", release="b" * 16) == 2, 30)
        assert total(service, "elbe_release_info", release="a" * 16) == 0


@pytest.mark.process
def test_several_processes_that_cannot_serve_end_with_an_error(tmp_path):
    release = write_release(tmp_path / "release", example_quads(10))
    (release.store / "CURRENT").write_text("nonsense\n")
    with serving(release, Settings.of(workers=2), is_awaited=False) as service:
        assert service.process.wait(60) == 1
