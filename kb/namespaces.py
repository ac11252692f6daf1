"""The names that are the software's own, the same in every record: its terms, its closed lists, prefixes."""

from functools import cache, lru_cache

from pyoxigraph import NamedNode

BASE = "https://w3id.org/elbe/"
ID = BASE + "id/"
"""Below it lie the concepts of the closed lists that all records share, and what software computes with."""
ONTOLOGY = BASE + "ontology#"

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
    """The shortest name of an IRI for people: a path in the lists of all records, a CURIE, or the IRI itself."""
    if iri.startswith(ID):
        return iri.removeprefix(ID)
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
