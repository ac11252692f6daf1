"""Documents and dumps: each thing has a document, and all of them together tell what the dump tells."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from pyoxigraph import NamedNode, Quad
from support.rdf_cases import read_with_pyld, read_with_pyoxigraph, read_with_rdflib, with_double_by_value
from support.scripts import script
from support.words import CORE, KINDS

from kb.derivation.derive import derive
from kb.export.dumps import _dataset_of
from kb.model import context
from kb.namespaces import ID, expand, term
from kb.rdf.compaction import REFERENCE
from kb.rdf.formats import JSON_LD, write_graph
from kb.reading.description import Description, describe
from kb.reading.nodes import statements
from kb.store.embedded import EmbeddedStore

MOST_CLAIMS = 20
NO_KIND = {"photograph", "software", "speaker"}
"""Kinds of which the record may have none."""


@pytest.fixture(scope="module")
def store(record) -> EmbeddedStore:
    """The shipped record with what is derived from it."""
    authored = record.default_graph()
    return EmbeddedStore.holding([*authored, *derive(authored)])


@pytest.fixture(scope="module")
def things(store) -> list[str]:
    """The IRIs of all things."""
    return sorted({quad.subject.value.partition("#")[0] for quad in store.store})


@pytest.fixture(scope="module")
def documents(store, things) -> dict[str, Description]:
    """The description of the first thing of each kind."""
    first = {thing.removeprefix(ID).partition("/")[0]: thing for thing in reversed(things)}
    live = {kind: thing for kind, thing in first.items() if not deprecated(store, thing)}
    return {kind: describe(store, NamedNode(thing), MOST_CLAIMS) for kind, thing in live.items()}


def deprecated(store: EmbeddedStore, thing: str) -> bool:
    return any(store.store.quads_for_pattern(NamedNode(thing), term("owl:deprecated"), None))


def written(description: Description) -> bytes:
    return write_graph(description.triples, JSON_LD.name, description.entity, context=context.words(CORE))


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """All objects of a document with an id."""
    if isinstance(value, list):
        for item in value:
            yield from objects(item)
    elif isinstance(value, dict):
        if "id" in value:
            yield value
        for key, member in value.items():
            if key != "@context":
                yield from objects(member)


def test_all_documents_together_tell_what_the_dump_tells(store, things):
    told = statements(store, "node", map(NamedNode, things)).values()

    assert {quad for quads in told for quad in quads} == set(store.store)


def test_all_that_jsonld_says_of_each_thing_is_together_what_the_dump_says(store, things):
    told = statements(store, "node", map(NamedNode, things))
    read = {
        quad.triple
        for thing, quads in told.items()
        for quad in read_with_pyoxigraph(
            write_graph(quads, JSON_LD.name, thing, context=context.words(CORE)), JSON_LD.extension
        )
    }

    assert read == {quad.triple for quad in store.store}


def test_each_kind_has_a_document(documents):
    assert set(KINDS) - NO_KIND <= set(documents)


def test_a_document_tells_all_of_its_thing_and_nothing_that_the_dump_does_not(store, documents):
    known = {quad.triple for quad in store.store}
    for description in documents.values():
        own = {quad.triple for quad in statements(store, "node", [description.entity])[description.entity]}

        assert own <= set(description.triples) <= known


@pytest.mark.parametrize("read", [read_with_pyoxigraph, read_with_rdflib, read_with_pyld])
def test_a_document_of_each_kind_is_read_as_the_same_triples(documents, read):
    for description in documents.values():
        quads = read(written(description), "jsonld")

        expected = {Quad(*triple) for triple in description.triples}
        assert set(map(with_double_by_value, quads)) == set(map(with_double_by_value, expected))


@pytest.mark.process
def test_jsonld_js_reads_a_document_of_each_kind_as_the_same_triples(documents):
    for kind in sorted(documents.keys() & KINDS):
        description = documents[kind]
        quads = read_with_pyoxigraph(script("jsonld.mjs", stdin=written(description)).encode(), "nq")

        expected = {Quad(*triple) for triple in description.triples}
        assert set(map(with_double_by_value, quads)) == set(map(with_double_by_value, expected))


def test_decision_2_references_to_things_are_stubs_in_documents(store, documents):
    for description in documents.values():
        check_references(store, json.loads(written(description)))


def test_decision_2_references_to_things_are_stubs_in_the_dump(store):
    text = b"".join(JSON_LD.write(_dataset_of(store.store), context.words(CORE)))
    *told, derived = json.loads(text)["@graph"]

    assert "@graph" in derived
    check_references(store, told)


def check_references(store: EmbeddedStore, document: Any) -> None:
    """Each thing that is named is an object with its class, its labels and its links; no key refers to it otherwise."""
    labels, links = by_subject(store, "skos:prefLabel"), by_subject(store, "skos:exactMatch")
    words = context.words(CORE)
    all_terms = [term for terms in (*words.terms.values(), words.reverse_terms) for term in terms]
    references = {term.name for term in all_terms if term.reading == REFERENCE}
    for item in objects(document):
        if item["id"].partition("/")[0] in kinds(store):
            thing = ID + item["id"]
            assert "type" in item, item
            assert item.get("label", {}) == {text.language: text.value for text in labels.get(thing, [])}
            assert len(item.get("sameAs", [])) == len(links.get(thing, []))
        for key in references & item.keys():
            values = item[key] if isinstance(item[key], list) else [item[key]]
            assert all(isinstance(value, dict) or ":" in value for value in values), (key, item)


def by_subject(store: EmbeddedStore, predicate: str) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for quad in store.store.quads_for_pattern(None, NamedNode(expand(predicate)), None, None):
        found.setdefault(quad.subject.value, []).append(quad.object)
    return found


@cache
def kinds(store: EmbeddedStore) -> set[str]:
    """The first segments of the paths of all things, which no CURIE has."""
    return {quad.subject.value.removeprefix(ID).partition("/")[0] for quad in store.store}
