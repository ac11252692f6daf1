"""The description of the dataset: what authors say of it, and numbers that are those of the data."""

from collections import Counter

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store, parse
from support.words import DATASET, DERIVED_GRAPH, ONTOLOGY_GRAPH, RECORD_GRAPH

from kb.derivation import derive
from kb.model.vocabulary import core
from kb.namespaces import expand, term
from kb.release import statistics
from kb.release.build import build
from kb.store.embedded import EmbeddedStore


@pytest.fixture(scope="module")
def authored(record):
    return record.default_graph()


@pytest.fixture(scope="module")
def derived(authored):
    return derive.derive(authored)


@pytest.fixture(scope="module")
def described(record, authored, derived) -> Store:
    store = Store()
    triples = statistics.describe(record.dataset, EmbeddedStore.holding(authored + derived + core().graph()))
    for triple in triples:
        store.update(f"INSERT DATA {{ {triple.subject} {triple.predicate} {triple.object} }}")
    return store


def numbers(store: Store, graph: NamedNode, kind: str, name: str, counted: str) -> dict[str, int]:
    rows = store.query(f"""
        SELECT ?name ?count WHERE {{
          {graph} <{expand(f"void:{kind}Partition")}> ?part .
          ?part <{expand(f"void:{name}")}> ?name ; <{expand(f"void:{counted}")}> ?count
        }}""")
    return {row["name"].value: int(row["count"].value) for row in rows}


def value(store: Store, subject: NamedNode, predicate: str) -> int:
    (quad,) = store.quads_for_pattern(subject, term(predicate), None)
    return int(quad.object.value)


@pytest.mark.parametrize("graph", [RECORD_GRAPH, DERIVED_GRAPH, ONTOLOGY_GRAPH], ids=["record", "derived", "ontology"])
def test_the_numbers_are_those_of_the_graph(described, authored, derived, graph):
    quads = {RECORD_GRAPH: authored, DERIVED_GRAPH: derived, ONTOLOGY_GRAPH: core().graph()}
    triples = {quad.triple for quad in quads[graph]}

    assert value(described, graph, "void:triples") == len(triples)
    assert value(described, graph, "void:distinctSubjects") == len({triple.subject for triple in triples})
    assert value(described, graph, "void:distinctObjects") == len({triple.object for triple in triples})
    assert numbers(described, graph, "class", "class", "entities") == Counter(
        triple.object.value for triple in triples if triple.predicate == term("rdf:type")
    )
    assert numbers(described, graph, "property", "property", "triples") == Counter(
        triple.predicate.value for triple in triples
    )


def test_the_whole_has_the_triples_of_all_graphs(described):
    parts = [value(described, graph, "void:triples") for graph in (RECORD_GRAPH, DERIVED_GRAPH, ONTOLOGY_GRAPH)]

    assert value(described, DATASET, "void:triples") == sum(parts)


def test_each_link_to_another_dataset_is_counted_once(described, authored):
    matches = {expand(f"skos:{kind}Match") for kind in ("exact", "close", "broad", "narrow", "related")}
    links = {quad.triple for quad in authored if quad.predicate.value in matches}
    rows = described.query(f"""
        SELECT ?target ?count WHERE {{
          ?linkset a <{expand("void:Linkset")}> ; <{expand("void:objectsTarget")}> ?target ;
                   <{expand("void:triples")}> ?count
        }}""")
    counts = Counter()
    for row in rows:
        counts[row["target"].value.rpartition("#")[2]] += int(row["count"].value)

    assert set(counts) == {"wikidata", "geonames"}
    assert counts.total() == len(links) > 100


def test_each_example_is_a_thing_of_the_record(described, authored):
    subjects = {quad.subject for quad in authored}
    examples = [q.object for q in described.quads_for_pattern(DATASET, term("void:exampleResource"), None)]

    assert len(examples) > 10
    assert subjects.issuperset(examples)


@pytest.mark.process
def test_the_release_ships_the_description_without_any_address_of_a_service(small_seeds, tmp_path):
    built = build(tmp_path / "out", small_seeds)
    quads = list(parse(path=str(built.void), format=RdfFormat.TURTLE))

    assert value_of(quads, "void:triples") == sum(built.manifest["graphs"].values())
    assert "void.ttl" in {file["path"] for file in built.manifest["files"]}
    assert not [quad for quad in quads if quad.predicate.value in map(expand, ("void:dataDump", "void:sparqlEndpoint"))]


def value_of(quads, predicate: str) -> int:
    (found,) = [q.object for q in quads if q.subject == DATASET and q.predicate.value == expand(predicate)]
    return int(found.value)
