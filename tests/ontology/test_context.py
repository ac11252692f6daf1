"""The one JSON-LD context: every text in a map of its languages, whatever may repeat in an array, and one key for each property."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import rdflib
from pyld import jsonld
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, parse
from rdflib.namespace import SH
from support.rdf_cases import read_with_pyld, read_with_pyoxigraph, read_with_rdflib
from support.shapes import shapes_graph
from support.words import KINDS

from kb import __version__, files, resources
from kb.corpus import Corpus
from kb.model.vocabulary import core
from kb.namespaces import ID, PREFIXES, compact, expand, term

ROOT = Path(__file__).parents[2]
SHIPPED = sorted(
    path
    for name in ("api", "kb", "ontology", "seeds", "shapes")
    for ending in ("*.json", "*.jsonld", "*.webmanifest")
    for path in (ROOT / name).rglob(ending)
)
CONTEXT: dict[str, Any] = json.loads(resources.read_text("ontology/context.jsonld"))["@context"]
TERMS = {name: definition for name, definition in CONTEXT.items() if isinstance(definition, dict)}
HELP = {"attribution", "cite", "license", "number", "release"}
COMPUTED_ONCE = {
    "elbe:answerCount", "elbe:conflictType", "elbe:firstHand", "elbe:independentSources", "elbe:onClaim", "elbe:onQuestion",
    "elbe:remove", "elbe:shownIn", "elbe:status", "owl:versionInfo", "prov:wasQuotedFrom"
}  # fmt: skip
"""Properties of the derived graph, which shapes do not see, with one value."""
ONCE = {"elbe:spokeJointly", "owl:deprecated", "oa:refinedBy", "oa:exact"}
"""Properties that shapes bound in other ways than by a count, or that no node of the record has."""

PERSON = f"{ID}person/ada"
UTTERANCE: dict[str, Any] = {
    "id": "utterance/letter/a",
    "type": "elbe:Utterance",
    "speaker": [{"id": "person/ada", "type": "elbe:Person", "label": {"en": "Ada", "ru": "Ада"}, "sameAs": ["wd:Q1"]}],
    "note": {"en": ["First.", "Second."]},
    "endorses": ["utterance/letter/b"],
    "asserts": [
        {
            "id": "claim/c",
            "type": "elbe:Claim",
            "hedge": ["hedge/mostly"],
            "predicate": "elbe:describedAs",
            "object": {"id": "claim/c#object", "type": "elbe:Text", "text": {"de": "still"}},
            "gist": {"en": "For the most part it was quiet."},
        }
    ],
    "dependsOn": [],
    "endorsedBy": ["utterance/letter/c"],
}


CUT = dict(
    line.split()
    for line in Path(__file__).with_name("cut_contexts.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
)
"""The digests of the contexts of all versions of Elbe that were cut."""


def fault(version: str, corpus: str, digest: str, cut: dict[str, str]) -> str:
    """What is wrong with a context of a version of Elbe, when the record is of a version of its own; empty if nothing."""
    if cut.get(version, digest) != digest:
        return f"the context of Elbe {version} was cut, and has changed: give the changed one another version"
    if "-" not in corpus and version not in cut:
        return f"the record is cut: add `{version} {digest}` to cut_contexts.txt, or mark its version as a draft"
    return ""


def containers(definition: dict[str, Any]) -> set[str]:
    """The containers of a term."""
    found = definition.get("@container", [])
    return {found} if isinstance(found, str) else set(found)


def document(**members: Any) -> bytes:
    """A document with the context and its base."""
    return json.dumps({"@context": CONTEXT | {"@base": ID}, **members}).encode()


def compacted(expanded: list[dict[str, Any]]) -> dict[str, Any]:
    """What PyLD, the reference processor, makes of expanded nodes with the context."""
    node: dict[str, Any] = jsonld.compact(expanded, {"@context": CONTEXT | {"@base": ID}}, {"base": ID})
    return {key: value for key, value in node.items() if key != "@context"}


def without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The pairs of an object as a dict, for JSON that names each member once."""
    twins = [name for name, count in Counter(name for name, _ in pairs).items() if count > 1]
    assert not twins, f"{twins} stand twice"
    return dict(pairs)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_no_name_stands_twice_in_an_object_of_json(path: Path) -> None:
    json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=without_twins)


def test_the_context_is_among_the_shipped_files() -> None:
    assert "context.jsonld" in {path.name for path in SHIPPED}


def test_a_name_that_stands_twice_is_reported() -> None:
    with pytest.raises(AssertionError, match="onClaim"):
        json.loads('{"@context": {"onClaim": 1, "between": 2, "onClaim": 1}}', object_pairs_hook=without_twins)


def test_every_text_is_a_map_of_its_languages() -> None:
    texts = {iri for iri, range in core().ranges.items() if range == expand("rdf:langString")}
    texts |= {
        expand(name) for name in ("rdf:value", "skos:prefLabel", "skos:altLabel", "skos:hiddenLabel", "skos:note")
    }
    texts |= {expand(name) for name in ("skos:definition", "dcterms:title", "dcterms:description", "dcterms:rights")}
    maps = {expand(definition["@id"]) for definition in TERMS.values() if "@language" in containers(definition)}

    assert texts - {expand("elbe:phrase"), expand("elbe:questionPhrase")} <= maps
    assert [name for name, definition in TERMS.items() if "@language" in definition] == []


def test_whatever_may_repeat_is_an_array() -> None:
    graph = shapes_graph()
    once = {str(graph.value(shape, SH.path)) for shape in graph.subjects(SH.maxCount, rdflib.Literal(1))}
    once |= {expand(name) for name in COMPUTED_ONCE | ONCE}
    single = {
        name: expand(definition.get("@id", definition.get("@reverse")))
        for name, definition in TERMS.items()
        if "@set" not in containers(definition) and "@language" not in containers(definition)
    }

    assert {name: compact(iri) for name, iri in single.items() if iri not in once} == {}
    assert [name for name, definition in TERMS.items() if "@reverse" in definition and name in single] == []


def test_help_for_programs_says_nothing() -> None:
    told = document(id="claim/c", release="1", license="x", cite={"en": "y"}, attribution=["z"], number=7)

    assert {name for name, definition in CONTEXT.items() if definition is None} == HELP
    assert read_with_pyoxigraph(told, "jsonld") == read_with_pyld(told) == read_with_rdflib(told, "jsonld") == set()


@pytest.mark.parametrize("read", [read_with_pyoxigraph, read_with_rdflib, read_with_pyld])
def test_processors_read_the_same_triples(read: Any) -> None:
    record = f"""
      @base <{ID}> .
      {"".join(f"@prefix {name}: <{iri}> . " for name, iri in PREFIXES.items())}
      <person/ada> a elbe:Person ; skos:prefLabel "Ada"@en, "Ада"@ru ; skos:exactMatch wd:Q1 .
      <utterance/letter/c> elbe:endorses <utterance/letter/a> .
      <utterance/letter/a> a elbe:Utterance ; elbe:speaker <person/ada> ; skos:note "First."@en, "Second."@en ;
        elbe:endorses <utterance/letter/b> ; elbe:asserts <claim/c> .
      <claim/c> a elbe:Claim ; elbe:hedge <hedge/mostly> ; rdf:predicate elbe:describedAs ; rdf:object <claim/c#object> ;
        elbe:gist "For the most part it was quiet."@en .
      <claim/c#object> a elbe:Text ; rdf:value "still"@de .
    """

    assert read(document(**UTTERANCE), "jsonld") == set(parse(record.encode(), RdfFormat.TURTLE))


def test_a_stub_holds_only_triples_of_the_record() -> None:
    stub = document(**UTTERANCE["speaker"][0])

    triples = {(quad.predicate.value, str(quad.object)) for quad in read_with_pyoxigraph(stub, "jsonld")}
    assert triples == {
        (expand("rdf:type"), f"<{expand('elbe:Person')}>"),
        (expand("skos:prefLabel"), '"Ada"@en'),
        (expand("skos:prefLabel"), '"Ада"@ru'),
        (expand("skos:exactMatch"), f"<{expand('wd:Q1')}>"),
    }


def test_label_and_same_as_are_the_keys_that_processors_choose() -> None:
    node = {
        "@id": PERSON,
        expand("skos:prefLabel"): [{"@value": "Ada", "@language": "en"}],
        expand("skos:exactMatch"): [{"@id": expand("wd:Q1")}],
    }

    assert compacted([node]) == {"id": "person/ada", "label": {"en": "Ada"}, "sameAs": ["wd:Q1"]}


@pytest.mark.parametrize(("key", "synonym"), [("label", "prefLabel"), ("sameAs", "exactMatch")])
def test_a_synonym_reads_as_its_key_and_stands_behind_it(key: str, synonym: str) -> None:
    names = list(CONTEXT)

    assert CONTEXT[key] == CONTEXT[synonym]
    assert names.index(key) < names.index(synonym)


def test_only_synonyms_share_a_property() -> None:
    keys = Counter(definition["@id"] for definition in TERMS.values() if "@id" in definition)

    assert {property for property, count in keys.items() if count > 1} == {"skos:prefLabel", "skos:exactMatch"}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_reference_is_a_path_below_the_base_in_every_processor(kind: str) -> None:
    """Prefixes by kind would be chosen before the base, and `place:`, `source:` and `unit:` are keys already."""
    node = {"@id": f"{ID}{kind}/a/b", expand("elbe:asserts"): [{"@id": f"{ID}{kind}/c"}]}

    assert compacted([node]) == {"id": f"{kind}/a/b", "asserts": [f"{kind}/c"]}


def test_the_object_of_a_claim_has_one_key_whatever_it_is() -> None:
    objects = [
        "person/ada",
        UTTERANCE["asserts"][0]["object"],
        {"id": "claim/c#object", "type": "crm:E52_Time-Span", "edtf": "1945"},
    ]
    read = [read_with_pyoxigraph(document(id="claim/c", object=value), "jsonld") for value in objects]

    for quads in read:
        values = [quad.object for quad in quads if quad.predicate == term("rdf:object")]
        assert values in ([NamedNode(PERSON)], [NamedNode(f"{ID}claim/c#object")])
    assert Quad(NamedNode(f"{ID}claim/c"), term("rdf:object"), NamedNode(PERSON), DefaultGraph()) in read[0]


@pytest.mark.parametrize(
    ("corpus", "cut", "is_right"),
    [
        ("0.2.0-draft", {}, True),
        ("0.2.0", {}, False),
        ("0.2.0", {"0.2.0": "as it was"}, True),
        ("0.3.0-draft", {"0.2.0": "as it was"}, True),
        ("0.3.0-draft", {"0.2.0": "other"}, False),
    ],
)
def test_decision_3_a_context_is_cut_with_the_record_and_never_changed_after(corpus, cut, is_right):
    assert bool(fault("0.2.0", corpus, "as it was", cut)) != is_right


def test_decision_3_the_context_is_the_one_that_was_cut():
    digest = files.digest(resources.folder("ontology") / "context.jsonld")
    corpus = Corpus.read(resources.folder("seeds"))

    assert fault(__version__, corpus.version, digest, CUT) == ""
