"""The pages and files around the record: home, downloads, ontology, shapes, problems, health."""

import hashlib
import json
import re

import pytest
from pyoxigraph import RdfFormat, parse

from api.http.problems import KINDS
from api.pages.render import sample
from kb.namespaces import ID, ONTOLOGY

GRAPHS = ["text/turtle", "application/ld+json", "application/rdf+xml", "application/n-triples"]
PAGES = ["/", "/dataset", "/dumps/", "/ontology", "/shapes", "/problems/", "/sparql", "/limits"]


@pytest.mark.parametrize("path", PAGES)
def test_each_page_is_whole_html_and_can_be_kept(record, path):
    answer = record.get(path, Accept="text/html")

    assert (answer.status, answer.media_type) == (200, "text/html")
    assert answer.text.startswith("<!doctype html>")
    assert answer.text.rstrip().endswith("</html>")
    assert '<html lang="en">' in answer.text
    assert record.get(path, Accept="text/html", If_None_Match=answer.headers["etag"]).status == 304
    head = record.send("HEAD", path, Accept="text/html")
    assert (head.status, head.headers["content-length"], head.body) == (200, answer.headers["content-length"], b"")


def test_the_home_page_tells_what_there_is_and_the_limits(record, release):
    text = record.get("/").text

    assert release.id in text
    assert f"{release.manifest['graphs']['default']:,}" in text
    assert "10 seconds" in text


def test_the_sample_query_of_the_home_page_has_an_answer(record):
    assert record.rows(sample())


def test_the_service_says_that_it_lives_and_is_ready(record, release):
    assert record.get("/health").json == {"status": "alive", "release": release.id}
    assert record.get("/ready").json == {"status": "ready", "release": release.id}


@pytest.mark.parametrize(("path", "target"), [("/dumps", "/dumps/"), ("/ontology/", "/ontology")])
def test_a_slash_too_many_or_too_few_is_put_right(record, path, target):
    answer = record.get(path)

    assert answer.status == 308
    assert answer.headers["location"].endswith(target)


def test_an_unknown_address_is_a_404_problem(record):
    answer = record.get("/nothing/here")

    assert (answer.status, answer.media_type) == (404, "application/problem+json")


@pytest.mark.parametrize("path", ["/", "/dumps/", "/ontology", "/health"])
def test_nothing_is_written(record, path):
    answer = record.send("POST", path, b"")

    assert (answer.status, answer.media_type) == (405, "application/problem+json")
    assert "GET" in answer.headers["allow"]


# downloads


def test_each_listed_file_has_the_size_and_checksum_that_are_stated(record):
    listing = record.get("/dumps/", Accept="application/json").json

    assert len(listing["files"]) >= 9
    for file in listing["files"]:
        answer = record.get(f"/dumps/{file['name']}")
        assert (answer.status, answer.media_type, len(answer.body)) == (200, file["mediaType"], file["bytes"])
        assert hashlib.sha256(answer.body).hexdigest() == file["sha256"] == answer.headers["etag"].strip('"')
        assert record.get(f"/dumps/{file['name']}", If_None_Match=answer.headers["etag"]).status == 304


def test_the_manifest_is_among_the_downloads(record, release):
    assert json.loads(record.get("/dumps/manifest.json").body) == release.manifest


def test_a_part_of_a_file_can_be_had(record):
    whole = record.get("/dumps/elbe.nq").body
    part = record.get("/dumps/elbe.nq", Range="bytes=10-19")

    assert (part.status, part.body) == (206, whole[10:20])


@pytest.mark.parametrize(
    "path",
    [
        "/dumps/../manifest.json", "/dumps/..%2Fmanifest.json", "/dumps/%2e%2e/manifest.json", "/dumps//etc/passwd",
        "/dumps/..%2F..%2F..%2F..%2Fetc%2Fpasswd", "/dumps/%2Fetc%2Fpasswd", "/dumps/store", "/dumps/..%5Celbe.nq",
        "/dumps/elbe.nq%00", "/dumps/.", "/dumps/nothing", "/ontology/..%2Fmanifest.json", "/shapes/..%2Fmanifest.json",
        "/dumps/../../../../../../etc/passwd",
    ],
)  # fmt: skip
def test_no_path_leads_to_other_files(record, path):
    answer = record.get(path)

    assert (answer.status, answer.media_type) == (404, "application/problem+json")


def test_a_listing_in_no_accepted_form_is_a_406_problem(record):
    assert record.get("/dumps/", Accept="image/png").status == 406


# vocabulary


@pytest.mark.parametrize("path", ["/ontology", "/shapes"])
@pytest.mark.parametrize("media_type", GRAPHS)
def test_terms_and_rules_come_in_each_format(record, path, media_type):
    answer = record.get(path, Accept=media_type)

    assert answer.media_type == media_type
    assert len(list(parse(answer.body, RdfFormat.from_media_type(media_type)))) > 100


def test_each_term_is_told_of_at_its_own_fragment(record, release):
    page = record.get("/ontology", Accept="text/html").text
    quads = parse(path=release.ontology / "elbe.ttl", format=RdfFormat.TURTLE, base_iri=ONTOLOGY)
    terms = {quad.subject.value for quad in quads if str(quad.subject).startswith(f"<{ONTOLOGY}")}

    assert terms
    assert [term for term in terms if f'id="{term.removeprefix(ONTOLOGY)}"' not in page] == []


def test_each_link_within_the_page_of_the_ontology_leads_somewhere(record):
    page = record.get("/ontology", Accept="text/html").text
    ids = set(re.findall('id="([^"]+)"', page))
    targets = set(re.findall('href="#([^"]+)"', page)) - {"main"}

    assert len(targets) > 30
    assert targets - ids == set()


def test_a_term_is_told_with_domain_range_and_alignments(record):
    page = record.get("/ontology", Accept="text/html").text
    speaker = re.search('<section id="speaker">.*?</section>', page, re.DOTALL)[0]
    claim = re.search('<section id="Claim">.*?</section>', page, re.DOTALL)[0]

    assert '<dt>domain</dt><dd><a href="#Utterance">' in speaker
    assert '<a href="https://schema.org/Claim">schema:Claim</a>' in claim


def test_each_concept_of_the_closed_lists_is_told_of_and_leads_to_its_document(record, release):
    page = record.get("/ontology", Accept="text/html").text
    quads = list(parse(path=release.ontology / "schemes.ttl", format=RdfFormat.TURTLE, base_iri=ID))
    concepts = {quad.subject.value.removeprefix(ID) for quad in quads if "inScheme" in quad.predicate.value}

    assert len(concepts) > 100
    assert [concept for concept in concepts if f'href="/doc/{concept}"' not in page] == []


def test_the_context_has_an_address_for_each_version(record, release):
    named = record.get(f"/ontology/{release.manifest['elbe']}/context.jsonld")

    assert named.body == record.get("/ontology/context.jsonld").body
    assert record.get("/ontology/99.0/context.jsonld").status == 404
    assert record.get(f"/ontology/{release.manifest['elbe']}").headers["location"] == "/ontology"


def test_the_context_is_json_ld_and_open_to_all(record):
    answer = record.get("/ontology/context.jsonld")

    assert answer.media_type == "application/ld+json"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "@context" in answer.json


# problems and the rest


def test_each_kind_of_problem_is_explained_at_its_address(record):
    for kind in KINDS.values():
        assert f'id="{kind.name}"' in record.get(f"/problems/{kind.name}").text


def test_headers_that_are_too_large_are_a_431_problem(record):
    answer = record.get("/health", Accept="a/b," * 25_000)

    assert (answer.status, answer.media_type) == (431, "application/problem+json")


def test_what_is_not_http_is_a_400_problem(record):
    with record.connect() as connection:
        connection.sendall(b"NONSENSE\r\n\r\n")
        answer = connection.makefile("rb").read()

    assert answer.startswith(b"HTTP/1.1 400 ")
    assert b"application/problem+json" in answer


def test_the_api_is_described(record):
    paths = record.get("/openapi.json").json["paths"]

    assert {"/", "/dumps/", "/ontology", "/health"} <= set(paths)
    assert record.get("/docs").status == 200


@pytest.mark.parametrize(
    "path", [*PAGES, "/health", "/dumps/elbe.nq", "/ontology/context.jsonld", "/doc/person/ivan-konev"]
)
def test_each_address_tells_its_methods(record, path):
    answer = record.send("OPTIONS", path)
    methods = set(answer.headers["allow"].split(", "))

    assert (answer.status, answer.body) == (204, b"")
    assert {"GET", "HEAD", "OPTIONS"} <= methods <= {"GET", "HEAD", "POST", "OPTIONS"}
    refused = record.send("DELETE", path)
    assert (refused.status, refused.media_type) == (405, "application/problem+json")


@pytest.mark.parametrize(
    "path",
    [*PAGES, "/dumps/elbe.nq", "/ontology/context.jsonld", "/doc/person/ivan-konev", "/linkset/person/ivan-konev"],
)
def test_each_address_answers_conditional_requests_exactly(record, path):
    answer = record.get(path)
    tag = answer.headers["etag"]

    for known in (tag, f'"other", {tag}', f"W/{tag.removeprefix('W/')}", "*"):
        again = record.get(path, If_None_Match=known)
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
    assert record.get(path, If_None_Match='"other"').status == 200
