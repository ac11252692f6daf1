"""Each constraint and rule catches what it is meant for, and nothing else.

An example in `invalid/` is one SPARQL update that brings a single fault into its twin in `valid/`. Its heading says
which constraint catches it, by shape and constraint component or by the name of a rule, and what can't but come along.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyshacl
import pytest
import rdflib
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse
from pyshacl.constraints import CONSTRAINT_PARAMETERS_MAP
from rdflib.namespace import RDF, SH
from support.shapes import compared, shapes_graph
from support.words import KINDS

from kb import resources
from kb.model.vocabulary import _triples
from kb.namespaces import ID, PREFIXES, expand
from kb.validation.checks import _checks, validate
from kb.validation.findings import SHAPES, Finding

HERE = Path(__file__).parent
FOLDER = resources.folder("shapes")
VALID = sorted((HERE / "valid").glob("*.ttl"))
INVALID = sorted((HERE / "invalid").glob("*.ru"))
HEADING = re.compile(
    r"# (?P<claim>.+\.)\n# twin: (?P<twin>valid/.+\.ttl)\n# caught by: (?P<catch>.+)\n(?:# also: (?P<also>.+)\n)?\n"
)
NOT_CHECKED_ITSELF = {"property", "ignoredProperties", "qualifiedValueShape"}


@dataclass(frozen=True)
class Example:
    """A fault in a valid twin, and the constraints that catch it."""

    claim: str
    twin: Path
    catch: str
    also: frozenset[str]
    update: str

    @classmethod
    def read(cls, path: Path) -> "Example":
        text = path.read_text(encoding="utf-8")
        heading = HEADING.match(text)
        assert heading, f"{path.name} does not begin with its claim, twin and catch"
        also = frozenset((heading["also"] or "").split(", ")) - {""}
        return cls(heading["claim"], HERE / heading["twin"], heading["catch"], also, text[heading.end() :])


def quads(path: Path, update: str = "") -> list[Quad]:
    """A valid example with the schemes and those of their concepts that it or an update of it names, or that are broader."""
    text = path.read_text(encoding="utf-8")
    named = with_broader(set(re.findall(r"<([a-z-]+/[a-z-]+)>", text + update)))
    lists = [quad for id, quad in closed_lists() if id in named or id.startswith("scheme/")]
    return [*parse(text, RdfFormat.TURTLE), *lists]


def with_broader(ids: set[str]) -> set[str]:
    """The paths of concepts, with those of all concepts that are broader."""
    above = {
        str(quad.object).strip("<>").removeprefix(ID)
        for id, quad in closed_lists()
        if id in ids and quad.predicate.value == expand("skos:broader")
    }
    return ids if above <= ids else with_broader(ids | above)


@cache
def closed_lists() -> list[tuple[str, Quad]]:
    """The quads of all concepts and schemes, each with the path of its subject."""
    return [(triple.subject.value.removeprefix(ID), Quad(*triple)) for triple in _triples("schemes.ttl")]


def broken(path: Path) -> list[Quad]:
    """What an update makes of its twin."""
    example = Example.read(path)
    store = Store()
    store.extend(quads(example.twin, example.update))
    store.update(example.update, base_iri=ID, prefixes=PREFIXES)
    return list(store)


def findings(dataset: list[Quad]) -> list[Finding]:
    """What a dataset breaks, its default graph being the record."""
    record = [quad for quad in dataset if quad.graph_name == DefaultGraph()]
    return validate(record, set(dataset) - set(record))


def caught(finding: Finding) -> str:
    """How examples call the constraint of a finding."""
    return " ".join(
        [finding.rule, *([finding.component.removesuffix("ConstraintComponent")] if finding.component else [])]
    )


def constraints() -> set[str]:
    """All rules, and all constraints of named shapes, as examples call them."""
    graph = shapes_graph()
    declared = {
        f"{shape.removeprefix(SHAPES)} {component(parameter)}"
        for shape, parameter in graph.subject_predicates()
        if isinstance(shape, rdflib.URIRef) and parameter in CONSTRAINT_PARAMETERS_MAP
        if str(parameter).removeprefix(str(SH)) not in NOT_CHECKED_ITSELF
    }
    return declared | {check.name for check in _checks(FOLDER)}


def component(parameter: rdflib.URIRef) -> str:
    """The name of the constraint component of a parameter, as the specification makes it."""
    name = str(parameter).removeprefix(str(SH))
    return name[0].upper() + name[1:]


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_valid_example_conforms(path: Path) -> None:
    assert findings(quads(path)) == []


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_fault_is_caught_by_its_constraint_alone(path: Path) -> None:
    example = Example.read(path)

    assert {caught(finding) for finding in findings(broken(path))} == {example.catch} | example.also


def test_every_constraint_has_an_invalid_example() -> None:
    shown = {Example.read(path).catch for path in INVALID}

    assert constraints() - shown == set()
    assert shown - constraints() == set()


def test_every_class_of_the_record_has_a_valid_example() -> None:
    shown = [*(quad for path in VALID for quad in quads(path)), *(quad for _, quad in closed_lists())]
    typed = {quad.object.value for quad in shown if quad.predicate.value == str(RDF.type)}
    targeted = {str(target) for target in shapes_graph().objects(None, SH.targetClass)}

    assert targeted - typed == {expand("elbe:Entity")}


def test_every_named_shape_tells_a_curator_what_to_do() -> None:
    graph = shapes_graph()
    checking = {name.split(" ")[0] for name in constraints() if " " in name}

    silent = {name for name in checking if not graph.value(rdflib.URIRef(SHAPES + name), SH.message)}
    assert silent == set()


@pytest.fixture(scope="module")
def faults_of_tombstones() -> dict[str, list[str]]:
    """What is found in a tombstone of each class, by kind."""
    prefixes = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items()) + f"BASE <{ID}>\n"
    why = 'owl:deprecated true ; elbe:reason "Made twice."@en ; dcterms:date "2026-11-30"^^xsd:date'
    stubs = "".join(f"<{kind}/gone> a {class_} ; {why} .\n" for kind, class_ in KINDS.items())
    found: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for finding in findings(list(parse(prefixes + stubs, RdfFormat.TURTLE))):
        found[finding.focus.removeprefix(ID).partition("/")[0]].append(caught(finding))
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_a_tombstone_needs_no_more_than_why_and_since_when(faults_of_tombstones, kind) -> None:
    assert faults_of_tombstones[kind] == []


def test_every_property_shape_of_a_node_shape_is_named() -> None:
    members = set(shapes_graph().objects(None, SH.property))

    assert {member for member in members if not isinstance(member, rdflib.URIRef)} == set()


def test_each_shape_lies_in_one_file() -> None:
    files: dict[str, set[str]] = {}
    for path in FOLDER.glob("*.ttl"):
        for quad in parse(path.read_bytes(), RdfFormat.TURTLE):
            files.setdefault(str(quad.subject), set()).add(path.name)

    assert {name: where for name, where in files.items() if len(where) > 1} == {}


@pytest.mark.whole
def test_shapes_are_well_formed_shacl() -> None:
    conforms, _, text = pyshacl.validate(rdflib.Graph(), shacl_graph=shapes_graph(), meta_shacl=True)

    assert conforms, text


def test_shapes_use_no_word_that_shacl_does_not_have() -> None:
    words = {"NodeShape", "PropertyShape", "path", "alternativePath", "inversePath", "message", "IRI"}
    words |= {"targetClass", "targetSubjectsOf"} | {
        str(parameter).removeprefix(str(SH)) for parameter in CONSTRAINT_PARAMETERS_MAP
    }
    terms = {term for triple in shapes_graph() for term in triple if isinstance(term, rdflib.URIRef)}
    used = {str(term).removeprefix(str(SH)) for term in terms if term.startswith(str(SH))}

    assert used - words == set()


@pytest.mark.whole
def test_pyshacl_finds_the_same_in_all_examples() -> None:
    ours, theirs, both = compared(quad for number, path in enumerate(INVALID) for quad in _with_own_names(path, number))

    assert (ours, theirs) == ({}, {})
    assert both > 300


def _with_own_names(path: Path, number: int) -> Iterator[Quad]:
    """What an invalid example holds, in which what it describes has names that no other example has."""
    shared = {quad.subject for _, quad in closed_lists()}
    authored = [quad for quad in broken(path) if quad.graph_name == DefaultGraph()]
    own = {quad.subject for quad in authored if isinstance(quad.subject, NamedNode)} - shared
    for quad in authored:
        subject, value = (
            NamedNode(f"{each.value}-{number}") if each in own else each for each in (quad.subject, quad.object)
        )
        yield Quad(subject, quad.predicate, value)
