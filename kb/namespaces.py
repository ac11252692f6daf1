"""The names of the knowledge base: its base IRI, prefixes, graphs, and the class of each kind of thing."""

from functools import cache, lru_cache

from pyoxigraph import NamedNode

BASE = "https://w3id.org/elbe/"
ID = BASE + "id/"
ONTOLOGY = BASE + "ontology#"

RECORD_GRAPH = NamedNode(BASE + "graph/record")
DERIVED_GRAPH = NamedNode(BASE + "graph/derived")
ONTOLOGY_GRAPH = NamedNode(BASE + "graph/ontology")
DATASET = NamedNode(BASE + "dataset")

PREFIXES = {
    "crm": "http://www.cidoc-crm.org/cidoc-crm/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "elbe": ONTOLOGY,
    "elbe-shape": BASE + "shapes#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "gn": "https://sws.geonames.org/",
    "loc": "http://id.loc.gov/datatypes/edtf/",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "semapv": "https://w3id.org/semapv/vocab/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "sssom": "https://w3id.org/sssom/",
    "void": "http://rdfs.org/ns/void#",
    "wd": "http://www.wikidata.org/entity/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

KINDS = {
    "agent": "elbe:Authors",
    "assessment": "elbe:Assessment",
    "claim": "elbe:Claim",
    "event": "elbe:Event",
    "group": "elbe:Group",
    "mapping": "sssom:Mapping",
    "mention": "elbe:Mention",
    "military-unit": "elbe:MilitaryUnit",
    "organization": "elbe:Organization",
    "person": "elbe:Person",
    "photograph": "elbe:Photograph",
    "place": "elbe:Place",
    "question": "elbe:Question",
    "record": "elbe:Record",
    "role": "elbe:Role",
    "rule": "elbe:Rule",
    "software": "elbe:Software",
    "source": "elbe:Source",
    "speaker": "elbe:UnidentifiedSpeaker",
    "utterance": "elbe:Utterance",
    "work": "elbe:Work",
}
"""The class of a thing, by the first segment of its local IRI; `ontology/schemes.ttl` has those of concepts."""


@lru_cache(maxsize=4096)
def expand(curie: str) -> str:
    """The IRI that a CURIE stands for.

    Raises KeyError for a prefix that `PREFIXES` does not hold.
    """
    prefix, _, local = curie.partition(":")
    return PREFIXES[prefix] + local


@cache
def term(curie: str) -> NamedNode:
    """The node of the IRI that a CURIE stands for."""
    return NamedNode(expand(curie))


@lru_cache(maxsize=4096)
def compact(iri: str) -> str:
    """The shortest name of an IRI for people: a path below the base, a CURIE, or the IRI itself."""
    if iri.startswith(ID):
        return iri.removeprefix(ID)
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
