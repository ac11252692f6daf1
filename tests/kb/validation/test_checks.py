"""Findings, the report that is made of them, and what happens to shapes that can't be used."""

import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pyshacl
import pytest
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse
from rdflib.namespace import SH
from support.places import TESTS
from support.shapes import shapes_graph
from support.words import CORE, DERIVED_GRAPH

from kb import resources
from kb.authoring.loader import load
from kb.derivation.derive import derive
from kb.errors import MalformedShapes
from kb.namespaces import ID, expand, term
from kb.validation.checks import validate
from kb.validation.findings import Finding, report

PERSON = NamedNode(ID + "person/ada-brandt")
UTTERANCE = NamedNode(ID + "utterance/letter/greeting")

SHAPE = """
@prefix elbe-shape: <https://w3id.org/elbe/shapes#> .
@prefix elbe: <https://w3id.org/elbe/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

elbe-shape:Person a sh:NodeShape ; sh:targetClass elbe:Person ; sh:property elbe-shape:Person.prefLabel .
elbe-shape:Person.prefLabel a sh:PropertyShape ;
    sh:path skos:prefLabel ; sh:minCount 1 ; sh:message "Name the person."@en .
"""
RULE = """# A person has a note.
# Remedy: Remove it.
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

SELECT ?focus ?path ?value WHERE { BIND (skos:note AS ?path) ?focus skos:note ?value }
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one shape and one rule."""
    (tmp_path / "person.ttl").write_text(SHAPE)
    (tmp_path / "noted.rq").write_text(RULE)
    return tmp_path


def person(**values: str) -> list[Quad]:
    """A person with English values of SKOS properties."""
    stated = [Quad(PERSON, term(f"skos:{name}"), Literal(text, language="en")) for name, text in values.items()]
    return [Quad(PERSON, term("rdf:type"), term("elbe:Person")), *stated]


@pytest.mark.whole
def test_the_record_conforms() -> None:
    record = load(resources.folder("seeds"))
    authored = record.default_graph()

    findings = validate(authored, derive(authored))

    told = [f"{record.place(finding.focus)}: {finding.rule}: {finding.message}" for finding in findings]
    assert told == []


def test_reported_utterance_falls_under_the_shape_of_utterances() -> None:
    reported = [Quad(UTTERANCE, term("rdf:type"), term("elbe:ReportedUtterance"))]

    findings = validate(reported, [])

    assert ("Utterance.speaker", "MinCountConstraintComponent") in {(f.rule, f.component) for f in findings}


def test_reported_utterance_would_escape_without_the_ontology() -> None:
    graph = rdflib.Graph()
    graph.add((rdflib.URIRef(UTTERANCE.value), rdflib.RDF.type, rdflib.URIRef(expand("elbe:ReportedUtterance"))))

    _, results, _ = pyshacl.validate(graph, shacl_graph=shapes_graph())

    caught = {str(shape).partition("#")[2] for shape in results.objects(None, SH.sourceShape)}
    assert "Utterance.speaker" not in caught


def test_finding_of_a_shape_names_what_and_where(folder: Path) -> None:
    assert validate(person(), [], folder) == [
        Finding(
            focus=PERSON.value,
            rule="Person.prefLabel",
            message="Name the person.",
            path=expand("skos:prefLabel"),
            component="MinCountConstraintComponent",
        )
    ]


def test_finding_of_a_rule_tells_what_is_wrong_and_the_remedy(folder: Path) -> None:
    assert validate(person(prefLabel="Ada Brandt", note="Tall."), [], folder) == [
        Finding(
            focus=PERSON.value,
            rule="noted",
            message="A person has a note. Remove it.",
            path=expand("skos:note"),
            value='"Tall."@en',
        )
    ]


def test_rules_see_what_is_derived(folder: Path) -> None:
    note = Quad(PERSON, term("skos:note"), Literal("Tall.", language="en"), DERIVED_GRAPH)

    assert [finding.rule for finding in validate(person(prefLabel="Ada Brandt"), [note], folder)] == ["noted"]


def test_shapes_see_the_record_alone(folder: Path) -> None:
    label = Quad(PERSON, term("skos:prefLabel"), Literal("Ada", language="en"), DERIVED_GRAPH)

    assert [finding.rule for finding in validate(person(), [label], folder)] == ["Person.prefLabel"]


def test_findings_on_blank_nodes_do_not_depend_on_their_names(folder: Path) -> None:
    def nameless() -> list[Quad]:
        return [Quad(BlankNode(), term("rdf:type"), term("elbe:Person"))]

    findings = validate(nameless(), [], folder)

    assert findings == validate(nameless(), [], folder)
    assert report(findings, CORE)


@pytest.mark.process
def test_findings_are_the_same_whatever_the_hash_seed() -> None:
    program = (
        "from pathlib import Path; from pyoxigraph import RdfFormat, parse; from kb.model.vocabulary import core; from kb.validation.findings import report; from kb.validation.checks import validate;"
        "import sys; quads = parse(Path(sys.argv[1]).read_bytes(), RdfFormat.TURTLE);"
        "sys.stdout.buffer.write(report(validate((quad for quad in quads if 'passage' not in quad.subject.value), []), core()))"
    )
    example = TESTS / "shapes" / "valid" / "chain.ttl"

    def written(seed: str) -> bytes:
        run = [sys.executable, "-c", program, str(example)]
        return subprocess.run(run, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout

    first = written("1")
    assert first.count(b"sh:ValidationResult") + first.count(b"shacl#ValidationResult") > 20
    assert first == written("2")


def test_report_of_nothing_conforms() -> None:
    graph = rdflib.Graph().parse(data=report([], CORE), format="turtle")

    assert set(graph.objects(None, SH.conforms)) == {rdflib.Literal(True)}
    assert not set(graph.objects(None, SH.result))


def test_report_does_not_depend_on_the_order_of_findings(folder: Path) -> None:
    findings = [*validate(person(note="Tall."), [], folder), *validate([], [], folder)]

    assert len(findings) == 2
    assert report(findings, CORE) == report(reversed(findings), CORE)


def test_report_is_a_validation_report_without_blank_nodes(folder: Path) -> None:
    data = report(validate(person(note="Tall."), [], folder), CORE)

    graph = rdflib.Graph().parse(data=data, format="turtle")
    assert set(graph.objects(None, SH.conforms)) == {rdflib.Literal(False)}
    assert {str(focus) for focus in graph.objects(None, SH.focusNode)} == {PERSON.value}
    assert set(graph.objects(None, SH.value)) == {rdflib.Literal("Tall.", lang="en")}
    assert set(graph.objects(None, SH.sourceConstraintComponent)) == {
        SH.MinCountConstraintComponent,
        SH.SPARQLConstraintComponent,
    }
    assert not [quad for quad in parse(data, RdfFormat.TURTLE) if isinstance(quad.subject, BlankNode)]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("broken.ttl", "@prefix sh: <http://www.w3.org/ns/shacl#> .\n\nsh:a sh:b [ ;\n", r"/broken\.ttl:3: "),
        ("pathless.ttl", SHAPE.replace("sh:path skos:prefLabel ; ", ""), "path"),
        ("doubled.ttl", SHAPE.replace("sh:minCount 1", "sh:minCount 1, 2"), "minCount"),
        ("headless.rq", "SELECT ?focus WHERE { ?focus ?p ?o }", r"/headless\.rq: begin with `# <what is wrong>"),
        ("aimless.rq", RULE.replace("?focus", "?it"), r"/aimless\.rq: .*select \?focus"),
        ("senseless.rq", RULE.replace("WHERE", "WHENCE"), r"/senseless\.rq: "),
    ],
)
def test_shapes_that_cannot_be_used_are_named(tmp_path: Path, name: str, text: str, told: str) -> None:
    (tmp_path / name).write_text(text)

    with pytest.raises(MalformedShapes, match=told):
        validate(person(prefLabel="Ada Brandt"), [], tmp_path)


def test_imports_of_shapes_are_not_fetched(folder: Path) -> None:
    asked: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

    with HTTPServer(("127.0.0.1", 0), Listener) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/shapes"
        (folder / "import.ttl").write_text(f"<{address}/all> <{expand('owl:imports')}> <{address}> .")
        validate(person(prefLabel="Ada Brandt"), [], folder)
        server.shutdown()

    assert asked == []
