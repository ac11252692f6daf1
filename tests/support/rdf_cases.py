"""Statements that are hard to write, and other people's readers to read back what was written."""

import json
import warnings
from collections.abc import Iterable

import pyoxigraph
import rdflib
from hypothesis import strategies as st
from pyld import jsonld
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat
from support.words import DERIVED_GRAPH

from kb.namespaces import BASE, ID, ONTOLOGY, PREFIXES

RDF, XSD = PREFIXES["rdf"], PREFIXES["xsd"]

CONTEXT = {
    "@context": {
        "@version": 1.1,
        **PREFIXES,
        "id": "@id",
        "type": "@type",
        "Claim": "elbe:Claim",
        "prefLabel": {"@id": "skos:prefLabel", "@container": "@language"},
        "altLabel": {"@id": "skos:altLabel", "@container": ["@language", "@set"]},
        "gist": {"@id": "elbe:gist", "@language": "en"},
        "note": "skos:note",
        "speaker": {"@id": "elbe:speaker", "@type": "@id"},
        "asserts": {"@id": "elbe:asserts", "@type": "@id", "@container": "@set"},
        "subject": {"@id": "rdf:subject", "@type": "@id"},
        "predicate": {"@id": "rdf:predicate", "@type": "@vocab"},
        "object": "rdf:object",
        "passage": {"@id": "elbe:passage", "@type": "@id"},
        "selector": {"@id": "oa:hasSelector", "@type": "@id"},
        "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
        "count": {"@id": "elbe:count", "@type": "xsd:integer"},
        "jointly": {"@id": "elbe:jointly", "@type": "xsd:boolean"},
        "value": {"@id": "crm:P90_has_value", "@type": "xsd:decimal"},
        "name": {"@id": "schema:name", "@type": "xsd:string"},
        "elbe:ofSpeech": {"@type": "@id"},
        "members": {"@id": "elbe:members", "@container": "@list"},
        "claims": {"@reverse": "rdf:subject", "@type": "@id"},
        "assertedBy": {"@reverse": "elbe:asserts", "@container": "@set"},
    }
}
"""A context with terms of each kind."""

TERMS = [name for name in CONTEXT["@context"] if not name.startswith("@")]

PATHS = ["claim/a", "claim/a#passage", "claim/a#passage.selector", "claim/b", "claim/a-b", "thing", *TERMS]
HARD_PATHS = ["", "/", "//x", "a//b", "a/", "/a", "./a", "../a", "a/../b", "a/.", "..", "a.b", "a:b/c", "a/b:c", "1:2"]
HARD_PATHS += ["?q", "a?b=c&d='e'", "a?b#c", "#f", "a#", "a/#b", "a#b/c", "a#b?", "a%20b", "ж/ф"]
HARD_PATHS += ["~", "_:b", "@type", "@id"]
"""Paths that would resolve to another IRI, or be read as something else, if they were simply cut from the base."""

LOCALS = ["", "x", "1", "_", "-a", "a-", ".a", "a.", "a.b", "a:b", "a/b", "a%41", "~a", "ж", "a,b", "a(b)"]
OTHERS = ["urn:isbn:1", "mailto:a@example.org", "tag:a", "http://example.org", "http://example.org/a/../b", "a:", "a:b"]
OTHERS += ["http://example.org/%7E?a=&b#c", "speaker:x", "x:speaker", BASE, BASE + "id", BASE + "idx/a"]
MISLEADING = ["elbe:asserts", "elbe:ofSpeech", "geo:1,2", "schema:name", "wd:Q1"]
"""Whole IRIs that the context's prefixes would expand."""

PROPERTIES = [
    ONTOLOGY + name for name in ("asserts", "passage", "gist", "count", "jointly", "speaker", "ofSpeech", "members")
]
PROPERTIES += [RDF + name for name in ("type", "subject", "predicate", "object", "value")]
PROPERTIES += [PREFIXES["skos"] + name for name in ("prefLabel", "altLabel", "note")]
PROPERTIES += [PREFIXES["oa"] + name for name in ("start", "hasSelector")]
PROPERTIES += [PREFIXES["crm"] + "P90_has_value", PREFIXES["schema"] + "name", "http://example.org/a.b-c_d"]

TYPED = {
    "integer": ["0", "1", "-1", "01", "+1", "-0", "9" * 14, "9" * 15, "9" * 16, "9" * 19, "9" * 5000, "one", ""],
    "nonNegativeInteger": ["0", "7", "07"],
    "boolean": ["true", "false", "1", "0", "TRUE", ""],
    "decimal": ["1", "1.0", "1.50", "-1.5", ".5", "1e3", "0.0000001", "1."],
    "double": ["1.0E0"],
    "date": ["1944-10-20", "1931-02-30", "-0044-03-15"],
    "dateTime": ["1944-10-20T00:00:00Z", "soon"],
    "anyURI": ["http://example.org/", "a b"],
}


def is_iri(text: str) -> bool:
    """Whether pyoxigraph takes the text for an absolute IRI."""
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True


def things(paths: Iterable[str]) -> list[str]:
    """The IRIs of those paths below the base."""
    return [ID + path for path in paths]


IRIS = st.one_of(
    st.sampled_from(things(PATHS)),
    st.sampled_from(things(HARD_PATHS)),
    st.text("ab1:/?#.@-_~%4ж", max_size=9).map(lambda path: ID + path).filter(is_iri),
    st.builds(str.__add__, st.sampled_from(list(PREFIXES.values())), st.sampled_from(LOCALS)),
    st.sampled_from(OTHERS),
    st.sampled_from(PROPERTIES),
)
NODES = IRIS.map(NamedNode)
PREDICATES = st.one_of(st.sampled_from(PROPERTIES), st.sampled_from(PROPERTIES), IRIS).map(NamedNode)

TEXTS = st.one_of(st.text(), st.text("\r\n\t\f\b\x00\x7f\\\"'<>&]\u2028a "), IRIS)
LANGUAGES = st.sampled_from(["en", "id", "none", "sr-latn", "de-1996", "zh-hans-cn", "x-elbe"])
DATATYPES = st.sampled_from([NamedNode("http://example.org/type"), NamedNode("urn:type"), NamedNode(RDF + "JSON")])
LITERALS = st.one_of(
    TEXTS.map(Literal),
    st.builds(lambda text, language: Literal(text, language=language), TEXTS, LANGUAGES),
    st.builds(lambda text, datatype: Literal(text, datatype=datatype), TEXTS, DATATYPES),
    st.sampled_from([Literal(text, datatype=NamedNode(XSD + name)) for name in TYPED for text in TYPED[name]]),
)

QUADS = st.builds(
    Quad,
    NODES,
    PREDICATES,
    st.one_of(NODES, LITERALS),
    st.sampled_from([DefaultGraph(), DERIVED_GRAPH, *map(NamedNode, OTHERS)]),
)
DATASETS = st.lists(QUADS, max_size=12).map(set)
GRAPHS = DATASETS.map(lambda quads: {Quad(quad.subject, quad.predicate, quad.object) for quad in quads})


def read_with_pyoxigraph(data: bytes, extension: str) -> set[Quad]:
    """The quads that Oxigraph's parsers find."""
    return set(pyoxigraph.parse(data, RdfFormat.from_extension(extension)))


def read_with_rdflib(data: bytes, extension: str) -> set[Quad]:
    """The quads that RDFLib's parsers find, with the lexical forms of literals as they stand."""
    formats = {"nq": "nquads", "trig": "trig", "jsonld": "json-ld", "ttl": "turtle", "nt": "nt", "rdf": "xml"}
    normalize, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    try:
        with warnings.catch_warnings(action="ignore"):  # RDFLib warns of its own deprecations and of odd lexical forms
            dataset = rdflib.Dataset().parse(data=data, format=formats[extension])
        return {Quad(*map(_from_rdflib, quad)) for quad in dataset.quads()}
    finally:
        rdflib.NORMALIZE_LITERALS = normalize


def _from_rdflib(term: rdflib.term.Node | None) -> NamedNode | Literal | DefaultGraph:
    if term is None or term == rdflib.graph.DATASET_DEFAULT_GRAPH_ID:
        return DefaultGraph()
    if isinstance(term, rdflib.URIRef):
        return NamedNode(str(term))
    assert isinstance(term, rdflib.Literal)
    return _literal(str(term), term.language, str(term.datatype or XSD + "string"))


def read_with_pyld(data: bytes, _extension: str = "jsonld") -> set[Quad]:
    """The quads that PyLD, the reference processor of JSON-LD, finds."""
    graphs = jsonld.to_rdf(json.loads(data))
    return {
        Quad(*(_from_pyld(triple[part]) for part in ("subject", "predicate", "object")), _graph_name(name))
        for name, triples in graphs.items()
        for triple in triples
    }


def _from_pyld(term: dict[str, str]) -> NamedNode | Literal:
    if term["type"] == "IRI":
        return NamedNode(term["value"])
    return _literal(term["value"], term.get("language"), term["datatype"])


def _graph_name(name: str) -> NamedNode | DefaultGraph:
    return DefaultGraph() if name == "@default" else NamedNode(name)


def _literal(text: str, language: str | None, datatype: str) -> Literal:
    return Literal(text, language=language) if language else Literal(text, datatype=NamedNode(datatype))


def with_double_by_value(quad: Quad) -> Quad:
    """The quad, with a double in one form: PyLD writes each double of a text anew."""
    if not isinstance(quad.object, Literal) or quad.object.datatype != NamedNode(XSD + "double"):
        return quad
    return Quad(
        quad.subject,
        quad.predicate,
        Literal(str(float(quad.object.value)), datatype=quad.object.datatype),
        quad.graph_name,
    )
