"""What tells others that the dataset exists and what it is: DCAT-AP, VoID, schema.org, sitemap, robots, links."""

import asyncio
import json
import re
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from xml.etree import ElementTree

import httpx
import pyshacl
import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse
from support.live_service import Answer, serving, write_release
from support.places import CONFORMANCE
from support.words import DATASET, RECORD_GRAPH

from api.http.framework import create_framework
from api.http.publication import Publication
from api.routes import sitemap
from api.routes.sitemap import Crawling
from api.settings import Answers, Reach, Settings
from kb.namespaces import ID, expand, term
from kb.store.embedded import EmbeddedStore
from kb.texts.quotations import NONE

pytestmark = pytest.mark.process


SHAPES = CONFORMANCE / "dcat-ap-3.0.1"
GRAPHS = ["text/turtle", "application/ld+json", "application/rdf+xml", "application/n-triples"]
PUBLIC = "https://elbe.example/base"
DCAT, SPDX = expand("dcat:"), expand("spdx:")
ITEMS = {"one": "Q101", "close": "Q102", "two": "Q103", "both": "Q104", "part": "Q105"}


@pytest.fixture(scope="module")
def linked(tmp_path_factory):
    """A service below a path, on things with links of each kind."""
    links = [
        ("a", "exact", "one"), ("b", "close", "close"), ("c", "close", "two"), ("d", "close", "two"),
        ("e", "exact", "both"), ("f", "close", "both"), ("g", "broad", "part"),
    ]  # fmt: skip
    quads = [
        quad
        for name, kind, item in links
        for quad in (
            Quad(thing(name), term("rdf:type"), term("elbe:Person")),
            Quad(thing(name), term("skos:prefLabel"), Literal(name, language="en")),
            Quad(thing(name), term(f"skos:{kind}Match"), term(f"wd:{ITEMS[item]}")),
        )
    ]
    release = write_release(tmp_path_factory.mktemp("linked") / "release", quads)
    with serving(release, Settings.of(public_url=PUBLIC)) as running:
        yield running


def thing(name):
    return NamedNode(f"{ID}person/{name}")


def triples(answer):
    assert answer.status == 200, answer.text
    return {quad.triple for quad in parse(answer.body, RdfFormat.from_media_type(answer.media_type))}


def values(triples, predicate, subject=DATASET):
    return {t.object.value for t in triples if t.subject == subject and t.predicate.value == expand(predicate)}


# DCAT


@pytest.mark.parametrize("shapes", ["shapes.ttl", "range.ttl", "deprecateduris.ttl"])
def test_the_catalogue_keeps_to_the_shapes_of_dcat_ap(record, shapes):
    if not SHAPES.is_dir():
        pytest.skip(f"NOT RUN: the catalogue was not compared with DCAT-AP's shapes, since they are not at {SHAPES}")
    graph = rdflib.Graph().parse(data=record.get("/dataset", Accept="text/turtle").body, format="turtle")

    conforms, _, report = pyshacl.validate(graph, shacl_graph=str(SHAPES / shapes), shacl_graph_format="turtle")
    assert conforms, report


@pytest.mark.parametrize("term", ["dcterms:title", "dcterms:publisher", "dcat:accessURL", "spdx:checksumValue"])
def test_the_shapes_of_dcat_ap_find_what_a_catalogue_lacks(record, term):
    if not SHAPES.is_dir():
        pytest.skip(f"NOT RUN: no broken catalogue was shown to DCAT-AP's shapes, since they are not at {SHAPES}")
    graph = rdflib.Graph().parse(data=record.get("/dataset", Accept="text/turtle").body, format="turtle")
    graph.remove((None, rdflib.URIRef(expand(term)), None))

    assert not pyshacl.validate(graph, shacl_graph=str(SHAPES / "shapes.ttl"), shacl_graph_format="turtle")[0]


@pytest.mark.parametrize("path", ["/dataset", "/void"])
def test_a_description_holds_the_same_triples_in_each_representation(record, path):
    told = [triples(record.get(path, Accept=media_type)) for media_type in GRAPHS]

    assert len(told[0]) > 100
    assert all(other == told[0] for other in told)


def test_each_file_is_a_distribution_with_size_and_checksum(record):
    told = triples(record.get("/dataset", Accept="text/turtle"))
    files = record.get("/dumps/", Accept="application/json").json["files"]

    assert len(values(told, "dcat:distribution")) == len(files)
    for file in files:
        distribution = NamedNode(f"{DATASET.value}#file-{file['name']}")
        (checksum,) = values(told, "spdx:checksum", distribution)
        assert values(told, "dcat:downloadURL", distribution) == {f"{record.url}/dumps/{file['name']}"}
        assert values(told, "dcat:byteSize", distribution) == {str(file["bytes"])}
        assert values(told, "spdx:checksumValue", NamedNode(checksum)) == {file["sha256"]}
        assert all(value.endswith(file["mediaType"]) for value in values(told, "dcat:mediaType", distribution))


def test_the_date_is_that_of_the_release_and_there_is_no_other(record):
    answer = record.get("/dataset", Accept="text/turtle")
    dates = {t.object.value for t in triples(answer) if "dateTime" in str(t.object)}

    (date,) = dates
    assert date[:10] == httpdate(answer.headers["last-modified"])


def httpdate(text):
    return parsedate_to_datetime(text).date().isoformat()


def test_the_page_of_the_dataset_tells_files_classes_and_properties(record):
    page = record.get("/dataset", Accept="text/html")

    assert page.media_type == "text/html"
    assert all(text in page.text for text in ("elbe.nq", "elbe:Claim", "skos:prefLabel", DATASET.value, "CC BY-SA"))


# VoID


def test_void_is_where_its_clients_look_for_it(record):
    assert triples(record.get("/.well-known/void", Accept="text/turtle")) == triples(record.get("/void"))


def test_void_names_the_endpoint_and_each_dump_of_this_service(record):
    told = triples(record.get("/void", Accept="text/turtle"))
    dumps = values(told, "void:dataDump")

    assert values(told, "void:sparqlEndpoint") == {f"{record.url}/sparql"}
    assert f"{record.url}/dumps/elbe.nq" in dumps
    for dump in dumps:
        assert record.send("HEAD", dump.removeprefix(record.url)).status == 200
    assert not [dump for dump in dumps if dump.endswith(".csv")]


def test_the_examples_of_void_have_documents(record):
    examples = values(triples(record.get("/void")), "void:exampleResource")

    for iri in examples:
        assert record.send("HEAD", f"/doc/{iri.removeprefix(ID)}", Accept="text/turtle").status == 200
    kinds = {iri.removeprefix(ID).partition("/")[0] for iri in examples}
    assert {"claim", "person", "question", "source"} <= kinds


def test_the_endpoint_counts_what_void_says(record):
    told = triples(record.get("/void"))
    (claims,) = [
        t.object.value
        for t in told
        if t.predicate.value == expand("void:entities") and str(t.subject).endswith("#record-class-elbe-Claim>")
    ]

    counted = record.rows("SELECT (COUNT(*) AS ?n) WHERE { ?c a <https://w3id.org/elbe/ontology#Claim> }")
    assert counted == [{"n": claims}]


# addresses


@pytest.mark.parametrize("path", ["/dataset", "/void", "/sitemap.xml", "/robots.txt", "/"])
def test_every_address_of_the_service_is_the_public_one(linked, path):
    text = linked.get(path, Accept="text/turtle, */*;q=0.1", Host="evil.example").text

    assert PUBLIC in text
    assert "evil.example" not in text
    assert "127.0.0.1" not in text


@pytest.mark.parametrize("path", ["/dataset", "/void", "/.well-known/void", "/sitemap.xml", "/robots.txt", "/"])
def test_each_can_be_kept_and_asked_for_its_head(record, path):
    answer = record.get(path)

    assert answer.status == 200
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "max-age" in answer.headers["cache-control"]
    assert record.get(path, If_None_Match=answer.headers["etag"]).status == 304
    assert record.get(path, If_Modified_Since=answer.headers["last-modified"]).status == 304
    head = record.send("HEAD", path)
    assert (head.status, head.body, head.headers["content-length"]) == (200, b"", str(len(answer.body)))
    assert record.send("POST", path, b"").status == 405


def test_what_is_not_offered_is_a_406_problem(record):
    assert record.get("/void", Accept="image/png").status == 406
    assert record.get("/dataset", Accept="image/png").status == 406


# schema.org


class Scripts(HTMLParser):
    """The data blocks of a page."""

    def __init__(self, html):
        super().__init__()
        self.blocks, self.is_data = [], False
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.is_data = tag == "script" and dict(attributes).get("type") == "application/ld+json"

    def handle_data(self, data):
        if self.is_data:
            self.blocks.append(json.loads(data))
            self.is_data = False


def test_the_home_page_describes_the_dataset_for_search_engines(record):
    answer = record.get("/")
    (dataset,) = Scripts(answer.text).blocks

    assert (dataset["@type"], dataset["@id"], dataset["url"]) == ("Dataset", DATASET.value, f"{record.url}/")
    assert 50 <= len(dataset["description"]) <= 5000
    assert dataset["temporalCoverage"] == "1918/1991"
    assert len(dataset["license"]) == 3
    files = {file["name"]: file for file in record.get("/dumps/", Accept="application/json").json["files"]}
    for download in dataset["distribution"]:
        assert download["contentUrl"] == f"{record.url}/dumps/{download['name']}"
        assert download["sha256"] == files[download["name"]]["sha256"]


def test_the_home_page_lets_no_script_run(record):
    answer = record.get("/")
    policy = answer.headers["content-security-policy"]

    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert re.findall("<script[^>]*>", answer.text) == ['<script type="application/ld+json">']


# sitemap and robots


def locations(answer):
    tree = ElementTree.fromstring(answer.body)
    return tree.tag.partition("}")[2], [element.text for element in tree.iter(f"{{{sitemap.NAMESPACE}}}loc")]


def test_the_sitemap_has_the_document_of_each_thing_once(record):
    kind, found = locations(record.get("/sitemap.xml"))
    things = record.rows(
        f"SELECT (COUNT(DISTINCT ?s) AS ?n) FROM <{RECORD_GRAPH.value}> WHERE {{ ?s a ?c "
        f"MINUS {{ ?s <{expand('owl:deprecated')}> true }} "
        f'FILTER(STRSTARTS(STR(?s), "{ID}") && !CONTAINS(STR(?s), "#")) }}'
    )
    documents = [location for location in found if "/doc/" in location or "/questions/" in location]

    assert kind == "urlset"
    assert len(documents) == len(set(documents)) == int(things[0]["n"]) > 1000
    for location in [*found[:8], *documents[::700]]:
        assert record.send("HEAD", location.removeprefix(record.url)).status == 200


def test_each_entry_of_the_sitemap_is_as_new_as_the_release(record):
    answer = record.get("/sitemap.xml")
    dates = set(re.findall("<lastmod>(.*?)</lastmod>", answer.text))

    (date,) = dates
    assert date[:10] == httpdate(answer.headers["last-modified"])


def test_things_that_are_no_longer_used_are_not_in_the_sitemap(service):
    _, found = locations(service.get("/sitemap.xml"))

    assert f"{service.url}/doc/person/new-name" in found
    assert f"{service.url}/doc/person/old-name" not in found


def test_a_map_with_more_addresses_than_one_may_have_is_an_index_of_parts(small_release, monkeypatch):
    monkeypatch.setattr(sitemap, "MOST", 3)
    store = EmbeddedStore.open(small_release.store, small_release.terms)
    part = Crawling(Publication(small_release, store, NONE, Reach(PUBLIC), Answers()))
    client = Client(create_framework("0", "", "/base", [part]))

    kind, parts = locations(client.get("/sitemap.xml"))
    pages = [page for n in range(1, len(parts) + 1) for page in locations(client.get(f"/sitemap-{n}.xml"))[1]]

    assert (kind, parts[0]) == ("sitemapindex", f"{PUBLIC}/sitemap-1.xml")
    assert pages == [PUBLIC + path for path in part.paths]
    for number in ("0", str(len(parts) + 1), "x", "²", "9" * 30):
        assert client.get(f"/sitemap-{number}.xml").status == 404


class Client:
    """Asks an application within this process."""

    def __init__(self, app):
        self.app = app

    def get(self, path):
        return asyncio.run(self.ask(path))

    async def ask(self, path):
        async with httpx.AsyncClient(transport=httpx.ASGITransport(self.app), base_url="http://127.0.0.1") as client:
            response = await client.get(path)
        return Answer(response.status_code, None, response.content)


def test_a_small_map_has_no_parts(record):
    assert record.get("/sitemap-1.xml").status == 404


def test_robots_are_told_of_the_map_and_kept_from_queries(linked):
    lines = linked.get("/robots.txt").text.splitlines()

    assert f"Sitemap: {PUBLIC}/sitemap.xml" in lines
    assert "Disallow: /base/sparql?" in lines
    assert "User-agent: *" in lines


# Wikidata


@pytest.mark.parametrize("item", ["Q9161", "q9161"])
def test_an_item_leads_to_the_thing_that_is_linked_to_it(record, item):
    answer = record.get(f"/wikidata/{item}")

    assert (answer.status, answer.headers["location"]) == (303, "/id/person/josip-broz-tito")
    assert record.send("HEAD", f"/wikidata/{item}").status == 303


def test_every_exact_link_to_wikidata_is_followed(record):
    rows = record.rows("""
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        SELECT ?thing ?item WHERE { ?thing skos:exactMatch ?item FILTER(STRSTARTS(STR(?item), "http://www.wikidata.org/")) }
    """)

    assert len(rows) > 50
    for row in rows[::5]:
        answer = record.get(f"/wikidata/{row['item'].rpartition('/')[2]}")
        assert answer.headers["location"] == row["thing"].replace(ID, "/id/")


@pytest.mark.parametrize("item", ["Q1", "Q0", "X1", "Q", "Q1x", "Q%00", "Q9161%27", "Q" + "9" * 40, "P31"])
def test_an_item_that_nothing_is_linked_to_is_a_404_problem(record, item):
    answer = record.get(f"/wikidata/{item}")

    assert (answer.status, answer.media_type) == (404, "application/problem+json")


def test_only_what_is_exactly_the_item_is_led_to(linked):
    targets = {name: linked.get(f"/wikidata/{item}").headers["location"] for name, item in ITEMS.items()}

    assert targets == {
        "one": "/base/id/person/a", "both": "/base/id/person/e", "close": None, "two": None, "part": None
    }  # fmt: skip


@pytest.mark.parametrize(("name", "match"), [("close", "skos:closeMatch"), ("part", "skos:broadMatch")])
def test_what_is_not_the_item_is_a_choice_that_says_how_close_it_is(linked, name, match):
    answer = linked.get(f"/wikidata/{ITEMS[name]}", Accept="application/json")
    page = linked.get(f"/wikidata/{ITEMS[name]}", Accept="text/html")

    assert (answer.status, page.status) == (300, 300)
    assert [thing["match"] for thing in answer.json["things"]] == [match]
    assert {"skos:closeMatch": "not the same", "skos:broadMatch": "a part of it"}[match] in page.text


def test_several_things_are_a_choice_with_links(linked):
    answer = linked.get(f"/wikidata/{ITEMS['two']}", Accept="application/json")
    page = linked.get(f"/wikidata/{ITEMS['two']}", Accept="text/html")

    assert (answer.status, page.status) == (300, 300)
    assert [thing["id"] for thing in answer.json["things"]] == [f"{ID}person/c", f"{ID}person/d"]
    assert "location" not in answer.headers
    for name in "cd":
        assert f'</base/id/person/{name}>; rel="alternate"' in answer.headers["link"]
        assert f'href="/base/id/person/{name}"' in page.text
