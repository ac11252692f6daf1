"""Other people's clients, as they are, against the service."""

import json
import subprocess
from urllib.error import HTTPError

import pytest
from pyld import jsonld
from pyoxigraph import NamedNode, RdfFormat, parse
from rdflib import Graph, Literal, URIRef
from rdflib.plugins.stores.sparqlconnector import SPARQLConnector
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, JSONLD, POST, POSTDIRECTLY, RDFXML, TURTLE, URLENCODED, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed
from support.scripts import script
from support.words import DERIVED_GRAPH, RECORD_GRAPH

from kb.namespaces import ID, PREFIXES, expand

pytestmark = pytest.mark.process


PROLOGUE = "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in ("elbe", "rdf", "skos"))
TITO, DJILAS = f"{ID}person/josip-broz-tito", f"{ID}person/milovan-djilas"
LABELS = PROLOGUE + f"SELECT ?name {{ <{TITO}> skos:prefLabel ?name }} ORDER BY LANG(?name)"
BY_NAME = PROLOGUE + 'SELECT ?person { ?person skos:prefLabel "Милован Ђилас"@sr }'
BEYOND_ASCII = PROLOGUE + 'SELECT (<http://example.org/Ђилас> AS ?iri) ("Đ ß ő 🕊" AS ?text) {}'
IS_THERE = PROLOGUE + f"ASK {{ <{DJILAS}> a elbe:Person }}"
IS_NOT_THERE = PROLOGUE + "ASK { <http://example.org/nobody> a elbe:Person }"
NAMES = PROLOGUE + f"CONSTRUCT {{ <{TITO}> skos:prefLabel ?name }} {{ <{TITO}> skos:prefLabel ?name }}"
CONFLICT = "conflict/figures/event/killing-in-przyszowice-1945/person-count/killed-person"
DOCUMENTS = [CONFLICT, "claim/soldiers-need-rest-after-war", "person/josip-broz-tito", "source/serbia-wiki"]


@pytest.fixture(scope="module")
def endpoint(record):
    return f"{record.url}/sparql"


@pytest.fixture(scope="module")
def names(record):
    """The names of Tito, each with its language."""
    bindings = record.query(LABELS).json["results"]["bindings"]
    found = {(row["name"]["value"], row["name"]["xml:lang"]) for row in bindings}
    assert ("Јосип Броз Тито", "sr") in found
    return found


# SPARQLWrapper


def wrapped(endpoint, query, format, method="GET", how=URLENCODED):
    wrapper = SPARQLWrapper(endpoint)
    wrapper.setQuery(query)
    wrapper.setReturnFormat(format)
    wrapper.setMethod(method)
    wrapper.setRequestMethod(how)
    return wrapper.queryAndConvert()


WAYS = [("GET", URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)]


@pytest.mark.parametrize(("method", "how"), WAYS)
def test_sparqlwrapper_selects_in_each_way_of_the_protocol(endpoint, names, method, how):
    rows = wrapped(endpoint, LABELS, JSON, method, how)["results"]["bindings"]

    assert {(row["name"]["value"], row["name"]["xml:lang"]) for row in rows} == names
    assert wrapped(endpoint, BY_NAME, JSON, method, how)["results"]["bindings"][0]["person"]["value"] == DJILAS


def test_sparqlwrapper_reads_each_format_of_solutions(endpoint, names):
    document = wrapped(endpoint, LABELS, XML)
    literals = document.getElementsByTagName("literal")

    assert {(each.firstChild.data, each.getAttribute("xml:lang")) for each in literals} == names
    assert wrapped(endpoint, LABELS, CSV).decode().split("\r\n")[0] == "name"
    assert set(wrapped(endpoint, LABELS, CSV).decode().split("\r\n")[1:-1]) == {name for name, _ in names}


def test_sparqlwrapper_asks(endpoint):
    assert wrapped(endpoint, IS_THERE, JSON)["boolean"] is True
    assert wrapped(endpoint, IS_NOT_THERE, JSON)["boolean"] is False


@pytest.mark.parametrize("format", [RDFXML, TURTLE, JSONLD])
def test_sparqlwrapper_constructs(endpoint, names, format):
    found = wrapped(endpoint, NAMES, format)
    graph = Graph().parse(data=found, format="turtle") if isinstance(found, bytes) else found

    assert {(str(name), name.language) for name in graph.objects()} == names


def test_sparqlwrapper_carries_iris_and_texts_beyond_ascii(endpoint):
    for method, how in WAYS:
        (row,) = wrapped(endpoint, BEYOND_ASCII, JSON, method, how)["results"]["bindings"]
        assert (row["iri"]["value"], row["text"]["value"]) == ("http://example.org/Ђилас", "Đ ß ő 🕊")


def test_sparqlwrapper_tells_of_a_malformed_query_with_its_place(endpoint):
    with pytest.raises(QueryBadFormed) as error:
        wrapped(endpoint, "SELECT *\n{ ?s ?p", JSON)

    assert '\\"line\\": 2' in str(error.value) or '"line": 2' in str(error.value)


# rdflib


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["xml", "json"])
def test_rdflibs_store_works_in_each_way_and_format(endpoint, names, method, form):
    graph = Graph(SPARQLStore(endpoint, method=method, returnFormat=form))
    label = URIRef(expand("skos:prefLabel"))

    assert {(str(name), name.language) for name in graph.objects(URIRef(TITO), label)} == names
    assert {(str(row.name), row.name.language) for row in graph.query(LABELS)} == names
    assert list(graph.subjects(label, Literal("Милован Ђилас", lang="sr"))) == [URIRef(DJILAS)]
    assert graph.query(IS_THERE).askAnswer is True
    assert (URIRef("http://example.org/Ђилас"), None, None) not in graph


def test_rdflibs_store_constructs_and_knows_the_graphs(endpoint, names):
    graph = Graph(SPARQLStore(endpoint))
    conflicts = f"SELECT ?conflict {{ ?conflict a <{expand('elbe:Conflict')}> }}"
    record, derived = (
        Graph(SPARQLStore(endpoint), identifier=URIRef(name.value)) for name in (RECORD_GRAPH, DERIVED_GRAPH)
    )

    assert {(str(name), name.language) for name in graph.query(NAMES).graph.objects()} == names
    assert len(list(record.query(conflicts))) == 0
    assert len(list(derived.query(conflicts))) == len(list(graph.query(conflicts))) > 10


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["xml", "json", "csv", "tsv"])
def test_rdflibs_connector_works_in_each_way_and_format(endpoint, names, method, form):
    connector = SPARQLConnector(query_endpoint=endpoint, returnFormat=form, method=method)

    assert {str(row.name) for row in connector.query(LABELS)} == {name for name, _ in names}
    assert {str(row.person) for row in connector.query(BY_NAME, default_graph=RECORD_GRAPH.value)} == {DJILAS}


def test_rdflibs_connector_meets_a_refused_update_as_an_error(endpoint):
    connector = SPARQLConnector(query_endpoint=endpoint, update_endpoint=endpoint, method="POST")

    with pytest.raises(HTTPError):
        connector.update("CLEAR ALL")


# curl


def curl(*arguments):
    done = subprocess.run(["curl", "-sS", *arguments], capture_output=True, timeout=60, check=True)
    return done.stdout.decode()


def test_curl_asks_in_each_way_of_the_protocol(endpoint):
    form = ["--data-urlencode", f"query={BY_NAME}", endpoint]
    direct = ["-H", "Content-Type: application/sparql-query", "--data-binary", BY_NAME, endpoint]

    for arguments in (["-G", *form], form, direct):
        assert curl("-H", "Accept: text/csv", *arguments) == f"person\r\n{DJILAS}\r\n"


def test_curl_gets_whole_answers_compressed_or_not_and_by_http_1_0(endpoint):
    rows = "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 2000"
    asked = ["-G", "-H", "Accept: text/csv", "--data-urlencode", f"query={rows}", endpoint]
    plain = curl(*asked)

    assert plain.count("\r\n") >= 2001
    assert curl("--compressed", *asked) == plain
    assert curl("--http1.0", *asked) == plain


def test_curl_follows_a_thing_to_its_document_in_each_form(record):
    for media_type, format in {
        "text/turtle": RdfFormat.TURTLE,
        "application/ld+json": RdfFormat.JSON_LD,
        "application/rdf+xml": RdfFormat.RDF_XML,
    }.items():
        body = curl("-L", "-H", f"Accept: {media_type}", f"{record.url}/id/person/milovan-djilas")
        assert NamedNode(DJILAS) in {quad.subject for quad in parse(body.encode(), format)}


def test_curl_sees_an_error_as_an_error(endpoint):
    done = subprocess.run(["curl", "-sf", "-G", "--data-urlencode", "query=SELECT", endpoint], timeout=60, check=False)

    assert done.returncode == 22


# Comunica and jsonld.js


def comunica(query, *sources):
    return script("comunica.mjs", query, *sources)


def test_comunica_finds_out_that_it_is_an_endpoint_and_selects(endpoint, names, record):
    rows = json.loads(comunica(LABELS, endpoint))["results"]["bindings"]

    assert {(row["name"]["value"], row["name"]["xml:lang"]) for row in rows} == names


def test_comunica_leaves_the_work_to_the_endpoint(endpoint, record):
    """A count over all triples comes back at once only where the whole query is sent."""
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    (row,) = json.loads(comunica(count, endpoint))["results"]["bindings"]

    assert [{"n": row["n"]["value"]}] == record.rows(count)


def test_comunica_asks_and_constructs(endpoint, names):
    quads = parse(comunica(NAMES, endpoint).encode(), RdfFormat.N_QUADS)

    assert json.loads(comunica(IS_THERE, endpoint))["boolean"] is True
    assert json.loads(comunica(IS_NOT_THERE, endpoint))["boolean"] is False
    assert {(quad.object.value, quad.object.language) for quad in quads} == names


def test_comunica_carries_iris_and_texts_beyond_ascii(endpoint):
    (row,) = json.loads(comunica(BEYOND_ASCII, endpoint))["results"]["bindings"]
    (person,) = json.loads(comunica(BY_NAME, endpoint))["results"]["bindings"]

    assert (row["iri"]["value"], row["text"]["value"]) == ("http://example.org/Ђилас", "Đ ß ő 🕊")
    assert person["person"]["value"] == DJILAS


def test_comunica_joins_the_endpoint_with_a_document(endpoint, record):
    """The document tells of the conflict and its sides, and only the endpoint of the kind of event."""
    query = (
        PROLOGUE
        + f"""
        SELECT DISTINCT ?side ?type {{
          <{ID}{CONFLICT}> elbe:between ?side .
          ?side rdf:subject ?event .
          ?event elbe:eventType ?type .
        }}"""
    )
    document = f"{record.url}/doc/{CONFLICT}"
    rows = json.loads(comunica(query, endpoint, document))["results"]["bindings"]

    assert {row["side"]["value"] for row in rows} == {
        f"{ID}claim/przyszowice-54-killed",
        f"{ID}claim/przyszowice-more-than-60-killed",
    }
    assert {row["type"]["value"] for row in rows} == {f"{ID}event-type/killing"}
    assert json.loads(comunica(query, document))["results"]["bindings"] == []


def refuse(url, options):
    raise AssertionError(f"a document was asked for: {url}")


def read(text, format):
    """The triples of a text, with the value of each double: how it is written is left to whoever writes it."""
    triples = {tuple(quad.triple) for quad in parse(text, format)}
    return {(s, p, float(o.value) if str(o).endswith("#double>") else o) for s, p, o in triples}


@pytest.mark.parametrize("thing", DOCUMENTS)
def test_pyld_and_jsonld_js_read_documents_offline_as_what_they_say(record, thing):
    body = record.get(f"/doc/{thing}.jsonld").body
    held = read(record.get(f"/doc/{thing}.nt").body, RdfFormat.N_TRIPLES)
    by_python = jsonld.to_rdf(json.loads(body), {"format": "application/n-quads", "documentLoader": refuse})
    by_script = script("jsonld.mjs", stdin=body)

    assert read(by_python, RdfFormat.N_QUADS) == held
    assert read(by_script, RdfFormat.N_QUADS) == held
