"""What proxies, mirrors and download managers do: the service against RFC 9110 and RFC 9112."""

import gzip
import hashlib
import json
import socket
from contextlib import closing

import pytest
from support.live_service import serving

from api.settings import Settings

OLD = "Sat, 01 Jan 2000 00:00:00 GMT"
DUMP, DOCUMENT = "/dumps/elbe.ttl", "/doc/person/josip-broz-tito.ttl"
PUBLIC = "https://data.example.org/elbe"


@pytest.fixture(scope="module")
def below(release):
    """The service below a path of another address."""
    with serving(release, Settings.of(public_url=PUBLIC)) as running:
        yield running


def raw(service, head, *lines):
    """The status and the text of the answer to a request that is sent as it stands."""
    request = "\r\n".join([head, *lines, "Connection: close", "", ""])
    with closing(service.connect()) as connection:
        connection.sendall(request.encode())
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    return int(answer.split(b" ", 2)[1]), answer.decode("utf-8", "replace")


# parts


def test_a_part_is_sent_to_get_and_the_whole_to_head(record):
    whole = record.get(DUMP)
    part, head = (record.send(method, DUMP, Range="bytes=0-9") for method in ("GET", "HEAD"))

    assert (part.status, part.body) == (206, whole.body[:10])
    assert part.headers["content-range"] == f"bytes 0-9/{len(whole.body)}"
    assert part.headers["etag"] == whole.headers["etag"]
    assert (head.status, head.headers["content-length"]) == (200, str(len(whole.body)))


@pytest.mark.parametrize(("asked", "first", "last"), [("bytes=-5", -5, None), ("bytes=10-", 10, None)])
def test_a_part_may_be_open_at_one_end(record, asked, first, last):
    assert record.get(DUMP, Range=asked).body == record.get(DUMP).body[first:last]


@pytest.mark.parametrize(
    "asked", ["lines=0-9", "bytes=9-0", "bytes=-", "bytes=a-b", "nonsense", "bytes=0-1, 5-6", f"bytes={'9' * 40}-"]
)
def test_what_is_no_range_of_ours_is_passed_over(record, asked):
    assert record.get(DUMP, Range=asked).status == 200


@pytest.mark.parametrize("asked", ["bytes=999999999-", "bytes=-0"])
def test_a_part_that_the_file_does_not_have_is_a_416_problem_with_its_size(record, asked):
    answer = record.get(DUMP, Range=asked)

    assert (answer.status, answer.media_type) == (416, "application/problem+json")
    assert answer.headers["content-range"] == f"bytes */{len(record.get(DUMP).body)}"


def test_a_part_of_another_file_is_not_joined_to_what_a_client_has(record):
    tag, date = (record.get(DUMP).headers[name] for name in ("etag", "last-modified"))

    for known in (tag, date):
        assert record.get(DUMP, Range="bytes=0-9", If_Range=known).status == 206
    for other in ('"other"', OLD, f"W/{tag}"):
        assert record.get(DUMP, Range="bytes=0-9", If_Range=other).status == 200
    assert record.get(DUMP, Range="bytes=999999999-", If_Range='"other"').status == 200


# conditions


def test_the_date_that_is_sent_is_the_one_that_is_compared(record):
    names = [file["name"] for file in record.get("/dumps/", Accept="application/json").json["files"]]

    dates = {record.send("HEAD", f"/dumps/{name}").headers["last-modified"] for name in [*names, "manifest.json"]}
    assert len(dates) == 1
    for name in names:
        again = record.get(f"/dumps/{name}", If_Modified_Since=next(iter(dates)))
        assert (again.status, again.headers["last-modified"]) == (304, next(iter(dates)))
    assert record.get("/claims").headers["last-modified"] == next(iter(dates))


@pytest.mark.parametrize(
    "path", [DUMP, DOCUMENT, "/claims", "/dataset", "/", "/ontology", "/queries", "/sparql", "/openapi.json"]
)
def test_an_answer_on_condition_that_it_is_another_is_refused(record, path):
    tag = record.get(path).headers["etag"]

    refused = record.get(path, If_Match='"nope"')
    assert (refused.status, refused.media_type) == (412, "application/problem+json")
    assert record.get(path, If_Unmodified_Since=OLD).status == 412
    for met in (tag, f'"nope", {tag}', "*"):
        assert record.get(path, If_Match=met, If_Unmodified_Since=OLD).status == 200


def test_an_answer_to_a_query_is_not_byte_for_byte_the_same_and_meets_no_condition_but_any(record):
    assert record.get("/sparql?query=ASK%7B%7D", If_Match='"nope"').status == 412
    assert record.get("/sparql?query=ASK%7B%7D", If_Match="*").status == 200


# redirects


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/dumps", "/elbe/dumps/"), ("/claims/", "/elbe/claims"), ("/dataset/", "/elbe/dataset"),
        ("/wikidata/Q9161/", "/elbe/wikidata/Q9161"), ("/search/?q=Tito&kind=person", "/elbe/search?q=Tito&kind=person"),
        ("/queries/01_x/", "/elbe/queries/01_x"),
    ],
)  # fmt: skip
def test_a_slash_too_many_or_too_few_leads_below_the_public_address(below, path, target):
    answer = below.get(path, Host="data.example.org")

    assert (answer.status, answer.headers["location"]) == (308, target)


@pytest.mark.parametrize("path", ["//evil.example/", "//evil.example//", "/\\evil.example/", "///"])
def test_no_path_leads_to_another_host(below, path):
    answer = below.get(path)

    assert answer.status == 404 or answer.headers["location"].startswith("/elbe/")


# addresses


@pytest.mark.parametrize("target", ["/search?q=Ђилас&format=csv", "/search?q=%D0%82илас&format=csv"])
def test_an_address_may_be_typed_in_any_script(record, target):
    status, text = raw(record, f"GET {target} HTTP/1.1", "Host: localhost")

    assert status == 200
    assert "person/milovan-djilas" in text


def test_an_address_that_comes_in_pieces_may_be_so_too(record):
    head = "GET /search?q=Ђилас&format=csv HTTP/1.1\r\nHost: localhost\r\nX-A: Ђ\r\nConnection: close\r\n\r\n".encode()
    with closing(record.connect()) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for begin in range(0, len(head), 7):
            connection.sendall(head[begin : begin + 7])
        answer = b"".join(iter(lambda: connection.recv(65536), b""))

    assert answer.startswith(b"HTTP/1.1 200")
    assert b"milovan-djilas" in answer


@pytest.mark.parametrize(
    "path",
    [
        f"{DOCUMENT}?source=x", "/id/person/josip-broz-tito?release=1", "/linkset/person/josip-broz-tito?format=ttl",
        "/questions/event/soviet-rapes-in-serbia-1944/case-count/rape?source=x", "/sparql?query=ASK%7B%7D&source=x",
        "/sparql?release=1", "/dataset?source=x", "/dumps/?formt=json", f"{DUMP}?release=1", "/?source=x",
        "/wikidata/Q9161?release=1", "/robots.txt?x", "/claims?release=1", "/search?q=Tito&release=1",
    ],
)  # fmt: skip
def test_a_parameter_that_nothing_takes_is_refused(record, path):
    answer = record.get(path)

    assert (answer.status, answer.media_type) == (400, "application/problem+json")
    assert path.partition("?")[2].split("&")[-1].partition("=")[0] in answer.json["detail"]


def test_what_others_append_to_a_shared_address_does_no_harm(record):
    for path in (DOCUMENT, "/claims", "/dataset"):
        assert record.get(f"{path}?utm_source=news&fbclid=x").status == 200


def test_what_clients_of_other_endpoints_send_is_passed_over(record):
    assert record.get("/sparql?query=ASK%7B%7D&output=json&results=json&timeout=0").json["boolean"] is True


# codings


@pytest.mark.parametrize("path", [DOCUMENT, "/claims", "/dataset", "/", "/ontology", "/sparql"])
def test_an_answer_is_coded_for_those_who_take_it(record, path):
    plain, coded = record.get(path), record.get(path, Accept_Encoding="gzip, deflate, br")

    assert gzip.decompress(coded.body) == plain.body
    assert (coded.headers["content-encoding"], plain.headers["content-encoding"]) == ("gzip", None)
    assert coded.headers["etag"] != plain.headers["etag"]
    assert "Accept-Encoding" in coded.headers["vary"]
    assert coded.headers["vary"] == plain.headers["vary"]
    assert record.get(path, Accept_Encoding="gzip", If_None_Match=coded.headers["etag"]).status == 304


@pytest.mark.parametrize("limit", [10, 100_000])
def test_answers_to_queries_are_coded_whole_or_as_they_come(record, limit):
    query = f"SELECT * {{ ?s ?p ?o }} ORDER BY ?s ?p ?o LIMIT {limit}"
    path = "/sparql?" + f"query={query}&format=csv".replace(" ", "+").replace("?s", "%3Fs")
    plain, coded = record.get(path), record.get(path, Accept_Encoding="gzip")

    assert gzip.decompress(coded.body) == plain.body
    assert (coded.headers["content-length"] is None) is (limit > 1000)
    assert coded.headers["etag"] != plain.headers["etag"]
    assert record.get(path, Accept_Encoding="gzip", If_None_Match=coded.headers["etag"]).status == 304


# messages


@pytest.mark.parametrize("accept", ["text/n3", "text/rdf+n3", "application/x-turtle"])
def test_old_names_of_turtle_are_understood_everywhere(record, accept):
    query = "/sparql?query=CONSTRUCT%20%7B%3Fs%20%3Fp%20%3Fo%7D%20%7B%3Fs%20%3Fp%20%3Fo%7D%20LIMIT%201"
    paths = ["/doc/person/josip-broz-tito", "/void", "/dataset", "/ontology", "/queries", "/sparql", query]

    assert {record.get(path, Accept=accept).status for path in paths} == {200}


def test_the_server_as_a_whole_says_what_it_takes(record):
    status, text = raw(record, "OPTIONS * HTTP/1.1", "Host: localhost")

    assert status == 204
    assert "\r\nallow: GET, HEAD, POST, OPTIONS\r\n" in text


@pytest.mark.parametrize("hosts", [[], ["Host: a", "Host: b"], ["Host: a b"], ["Host: a/b"], ["Host: <x>"]])
def test_a_request_names_one_host(record, hosts):
    status, text = raw(record, "GET /health HTTP/1.1", *hosts)

    assert status == 400
    assert "Host" in text or "no host" in text


def test_a_host_in_the_address_is_the_one_that_is_meant(record):
    status, text = raw(record, "GET http://named.example/robots.txt HTTP/1.1", "Host: other.example")

    assert status == 200
    assert "Sitemap: http://named.example/sitemap.xml" in text


def test_an_old_request_need_not_name_a_host(record):
    assert raw(record, "GET /health HTTP/1.0")[0] == 200


def test_another_version_is_a_505_problem(record):
    status, text = raw(record, "GET /health HTTP/2.0", "Host: localhost")

    assert status == 505
    assert "application/problem+json" in text


def test_what_can_not_be_read_is_answered_with_a_date(record):
    status, text = raw(record, "GET /health HTTP/1.1", "Host : localhost")

    assert status == 400
    assert "\r\ndate: " in text
    assert json.loads(text.partition("\r\n\r\n")[2])["status"] == 400


# files compressed beforehand


def test_each_file_is_also_had_compressed(record):
    files = record.get("/dumps/", Accept="application/json").json["files"]

    for file in files:
        whole, compressed = record.get(f"/dumps/{file['name']}"), file["compressed"]
        answer = record.get(f"/dumps/{compressed['name']}")
        assert (answer.status, answer.media_type) == (200, "application/gzip")
        assert len(answer.body) == compressed["bytes"] < file["bytes"]
        assert hashlib.sha256(answer.body).hexdigest() == compressed["sha256"]
        assert gzip.decompress(answer.body) == whole.body
        assert f'href="/dumps/{compressed["name"]}"' in record.get("/dumps/", Accept="text/html").text


def test_a_file_comes_compressed_to_those_who_take_it_and_has_another_tag(record):
    plain, coded = record.get(DUMP), record.get(DUMP, Accept_Encoding="gzip")

    assert gzip.decompress(coded.body) == plain.body
    assert (coded.media_type, coded.headers["content-encoding"]) == (plain.media_type, "gzip")
    assert plain.headers["vary"] == coded.headers["vary"] == "Accept-Encoding"
    tags = {answer.headers["etag"] for answer in (plain, coded, record.get(f"{DUMP}.gz"))}
    assert len(tags) == 3
    assert record.get(DUMP, Accept_Encoding="gzip", If_None_Match=coded.headers["etag"]).status == 304
    part = record.get(DUMP, Accept_Encoding="gzip", Range="bytes=0-9", If_Range=coded.headers["etag"])
    assert (part.status, part.body) == (206, coded.body[:10])


@pytest.mark.parametrize("name", ["manifest.json.gz", "elbe.nq.gz.gz", "nothing.gz", "..%2Fzipped%2Felbe.nq.gz"])
def test_nothing_else_is_had_compressed(record, name):
    assert record.get(f"/dumps/{name}").status == 404


# methods


@pytest.mark.parametrize("method", ["BREW", "FOO", "get", "X-MAKE"])
def test_a_method_that_nothing_knows_is_not_implemented(record, method):
    status, text = raw(record, f"{method} /claims HTTP/1.1", "Host: localhost")

    assert status == 501
    assert json.loads(text.partition("\r\n\r\n")[2])["detail"] == f"{method} is no method that this service knows."


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "PROPFIND"])
def test_a_method_that_is_known_and_not_taken_is_not_allowed(record, method):
    status, text = raw(record, f"{method} /claims HTTP/1.1", "Host: localhost")

    assert status == 405
    assert "allow: GET, HEAD" in text


@pytest.mark.parametrize("head", ["GET /claims HTTX/1.1", "GET /claims\tHTTP/1.1", "\x16\x03\x01", "nonsense"])
def test_what_is_no_request_is_a_400_whatever_it_begins_with(record, head):
    assert raw(record, head, "Host: localhost")[0] == 400
