"""Alignments claim no more than is true, and every term of another vocabulary that we use was seen in it."""

from pathlib import Path

import pytest
from support import hygiene, vocabularies

from kb import resources
from kb.namespaces import ONTOLOGY, PREFIXES

FOLDER = resources.folder("ontology")
CONTEXT = FOLDER / "context.jsonld"
ALIGNMENTS = FOLDER / "alignments.ttl"
FILES = sorted(FOLDER.glob("*.ttl")) + sorted(resources.folder("shapes").glob("*.ttl"))

TYPE = PREFIXES["rdf"] + "type"
BETWEEN_CLASSES = PREFIXES["rdfs"] + "subClassOf"
BETWEEN_PROPERTIES = PREFIXES["rdfs"] + "subPropertyOf"
MATCHES = {PREFIXES["skos"] + f"{kind}Match" for kind in ("exact", "close", "broad", "narrow", "related")}

each_rule = pytest.mark.parametrize("rule", hygiene.rules("alignments"), ids=lambda rule: rule.stem)
each_list = pytest.mark.parametrize("path", vocabularies.LISTS, ids=lambda path: path.stem)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_outside_term_was_seen_in_its_vocabulary(path: Path) -> None:
    assert vocabularies.unseen(vocabularies.iris(path)) == []


def test_every_outside_term_of_the_context_was_seen_in_its_vocabulary() -> None:
    assert vocabularies.unseen(vocabularies.context_iris(CONTEXT)) == []


def test_every_prefix_of_the_context_is_the_namespace_of_a_vocabulary() -> None:
    namespaces = {vocabulary.namespace for vocabulary in vocabularies.all_lists()}

    assert set(vocabularies.context_prefixes(CONTEXT).values()) <= namespaces | {ONTOLOGY}


def test_a_term_that_nobody_saw_is_reported(tmp_path: Path) -> None:
    invented = tmp_path / "invented.ttl"
    invented.write_text(f'<{ONTOLOGY}x> <{PREFIXES["prov"]}wasAttributedTo> "1"^^<{PREFIXES["xsd"]}number> .', "utf-8")

    assert vocabularies.unseen(vocabularies.iris(invented)) == [PREFIXES["xsd"] + "number"]


def test_a_term_of_a_context_that_nobody_saw_is_reported(tmp_path: Path) -> None:
    invented = tmp_path / "invented.jsonld"
    invented.write_text('{"@context": {"p": "http://www.w3.org/ns/prov#", "by": {"@reverse": "p:saidBy"}}}', "utf-8")

    assert vocabularies.unseen(vocabularies.context_iris(invented)) == [PREFIXES["prov"] + "saidBy"]


@each_list
def test_each_list_names_where_its_terms_were_seen(path: Path) -> None:
    vocabulary = vocabularies.read(path)

    assert vocabulary.seen_in
    assert all(" at " in place or "@" in place for place in vocabulary.seen_in)


@each_list
def test_each_list_is_sorted_and_keeps_to_its_namespace(path: Path) -> None:
    terms = [line.split("\t")[0] for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]

    assert terms == sorted(set(terms))
    assert all(term.startswith(vocabularies.read(path).namespace) for term in terms)


@each_rule
def test_no_alignment_breaks_the_rule(rule: Path) -> None:
    store = hygiene.store_of(FOLDER / "elbe.ttl", ALIGNMENTS)

    assert hygiene.offenders(store, rule) == set()


@each_rule
def test_the_rule_finds_what_breaks_it_and_nothing_else(rule: Path) -> None:
    store = hygiene.store_of(rule.with_suffix(".ttl"))

    assert hygiene.offenders(store, rule) == hygiene.marked(rule.with_suffix(".ttl"))


def test_classes_are_aligned_with_classes_and_properties_with_properties() -> None:
    kinds = _kinds_of_our_terms() | vocabularies.kinds()
    expected = {BETWEEN_CLASSES: "class", BETWEEN_PROPERTIES: "property"}

    unlike = [
        (subject, relation, other)
        for subject, relation, other in _alignments()
        if not kinds[subject] == kinds[other] == expected.get(relation, kinds[subject])
    ]

    assert unlike == []


@pytest.mark.parametrize("name", ["crm", "crminf", "oa", "prov", "qudt", "rico", "schema", "skos", "wikidata"])
def test_each_of_the_named_vocabularies_is_aligned_with(name: str) -> None:
    terms = next(vocabularies.read(path).kinds for path in vocabularies.LISTS if path.stem == name)

    assert any(other in terms for _, _, other in _alignments())


def _alignments() -> list[tuple[str, str, str]]:
    """Subject, relation and outside term of every alignment."""
    relations = {BETWEEN_CLASSES, BETWEEN_PROPERTIES, *MATCHES}
    return [link for link in vocabularies.links(ALIGNMENTS) if link[1] in relations]


def _kinds_of_our_terms() -> dict[str, str]:
    kinds = {
        PREFIXES["owl"] + "Class": "class",
        PREFIXES["rdf"] + "Property": "property",
        PREFIXES["crm"] + "E58_Measurement_Unit": "individual",
    }
    declared = [link for name in ("elbe.ttl", "schemes.ttl") for link in vocabularies.links(FOLDER / name)]
    types = [(term, kind) for term, relation, kind in declared if relation == TYPE]
    return {term: kinds[kind] for term, kind in types if kind in kinds}
