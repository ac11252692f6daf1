"""Another archive's corpus through everything: own base, kind, predicates, units, languages and licence.

`tests/corpora/bell` was written for these tests: three rival accounts, in two scripts, of a bell that never was.
"""

import json
import re
import shutil
from collections import Counter
from pathlib import Path
from urllib.parse import quote

import pytest
from jsonschema import Draft202012Validator
from support import editor
from support.command import elbe
from support.live_service import Answer, Service, serving
from support.places import PROJECT

from api.settings import Settings
from kb import resources
from kb.authoring import loader
from kb.authoring.loader import Record
from kb.authoring.schema import schema
from kb.authoring.vocabulary import Vocabulary
from kb.namespaces import ID as CORE
from kb.release.build import build
from kb.release.release import Release

pytestmark = pytest.mark.process

BELL = PROJECT / "tests/corpora/bell"
BASE = "https://archivio.example.org/campana/"
FIRST = re.compile(
    "red.army|soviet|stalin|serbia|djilas|konev|wehrmacht|The Elbe project|"
    "creativecommons|\\bCC0\\b|CC BY|w3id.org/elbe/id/(person|place|event|claim|question|utterance|source|organization|record)/",
    re.IGNORECASE,
)
"""Words, ids and licences of the corpus that Elbe ships."""
OF_THE_CORE = re.compile(r"(^|/)(elbe-ontology|elbe|schemes|alignments|context|wider_units)\.|/ontology|\.rq$|^shapes/")
"""Where the core's own words and licence stand."""


@pytest.fixture(scope="module")
def bell(tmp_path_factory) -> Path:
    """The corpus in a folder of its own."""
    return Path(shutil.copytree(BELL, tmp_path_factory.mktemp("corpora") / "campana"))


@pytest.fixture(scope="module")
def told(bell) -> Record:
    return loader.load(bell)


@pytest.fixture(scope="module")
def built(bell, tmp_path_factory) -> Release:
    return build(tmp_path_factory.mktemp("releases"), bell)


@pytest.fixture(scope="module")
def served(built):
    with serving(built, Settings()) as running:
        yield running


def page(served: Service, path: str, accept: str = "text/html") -> Answer:
    answer = served.get(path, Accept=accept)
    while answer.status == 303:
        answer = served.get(re.sub("^https?://[^/]+", "", answer.headers["Location"]), Accept=accept)
    return answer


def test_it_breaks_no_shape_and_no_rule(bell):
    done = elbe("validate", "--corpus", bell)

    assert (done.returncode, done.stdout[:9]) == (0, "conforms:")


def test_each_passage_is_verified_against_its_texts(bell):
    done = elbe("verify", "--corpus", bell, "--texts", bell / "texts")

    assert done.returncode == 0
    assert re.match(r"(\d+) of \1 passages verified in 3 texts", done.stdout)


def test_each_file_is_valid_for_editors_that_know_its_words(bell, told):
    known = Vocabulary.of(told.terms, [resources.folder("shapes")])
    validator = Draft202012Validator(schema(known, told.corpus.title))
    files = sorted(bell.rglob("*.yaml"))

    assert len(files) == 11
    assert [path.name for path in files if not validator.is_valid(editor.read(path.read_bytes()))] == []


def test_each_type_of_conflict_is_found_and_told_in_its_language(bell):
    found = json.loads(elbe("conflicts", "--corpus", bell, "--format", "json").stdout)
    counted = Counter(conflict["type"] for conflict in found)
    reasons = {conflict["type"]: conflict["reason"] for conflict in found}

    assert counted == {
        "dates": 2,
        "denial": 2,
        "figures": 2,
        "framing": 1,
        "heading": 1,
        "negation": 1,
        "rendering": 1,
        "sum": 1,
    }
    assert reasons["framing"] == "Not all of these can hold: bottino; dono."
    assert reasons["rendering"].endswith("Il vescovo parla al primo suono della campana grande")
    assert {conflict["reason"] for conflict in found} >= {"Not all of these can hold: fusa nel: 1687; fusa nel: 1704."}


def test_questions_of_own_predicates_are_asked_in_the_language_of_the_corpus(told):
    named = {str(q.subject.value): q.object.value for q in told.quads if q.predicate.value.endswith("#prefLabel")}

    asked = named[f"{BASE}id/question/campana/grande-di-melanthi/fusa-da"]
    assert asked == "Chi fuse Campana grande di Melanthi?"


@pytest.mark.parametrize("words", ["Vardalis", "Βαρδαλης", "Manolis Vardalis", "vardalís"])
def test_a_person_is_found_in_either_script(words, built):
    found = elbe("search", words, "--release", built.folder)

    assert found.stdout.split("\t")[:2] == ["person/manolis-vardalis", "Manolis Vardalis"]


def test_its_things_and_graphs_are_below_its_base(built):
    lines = (built.dumps / "elbe.nq").read_text(encoding="utf-8").splitlines()
    subjects = {line.split(" ", 1)[0] for line in lines if "/graph/ontology>" not in line}

    assert [each for each in subjects if not each.startswith((f"<{BASE}", f"<{CORE}"))] == []
    assert {line.rsplit(" ", 2)[1] for line in lines if line.endswith("> .")} >= {
        f"<{BASE}graph/derived>",
        f"<{BASE}graph/ontology>",
    }


def test_its_dumps_and_manifest_hold_nothing_of_the_first_corpus(built):
    found = {}
    for path in sorted(path for path in built.folder.rglob("*") if path.is_file()):
        name = path.relative_to(built.folder).as_posix()
        is_cache = name.startswith(("store/", "zipped/")) or path.suffix == ".sqlite"
        if not is_cache and not OF_THE_CORE.search(name) and (hit := FIRST.search(path.read_bytes().decode())):
            found[name] = hit[0]

    assert found == {}


def test_what_it_says_itself_holds_nothing_of_the_first_corpus(built):
    lines = (built.dumps / "elbe.nq").read_text(encoding="utf-8").splitlines()
    own = [line for line in lines if line.startswith(f"<{BASE}")]

    assert len(own) > 1000
    assert [line for line in own if FIRST.search(line)] == []


@pytest.mark.parametrize("format", ["text/html", "application/ld+json", "text/turtle"])
@pytest.mark.parametrize(
    "path",
    [
        "/id/campana/grande-di-melanthi",
        "/id/claim/fusa-da-vardalis",
        "/id/utterance/cronaca-parrocchiale/pianto/nonno",
        "/id/question/campana/grande-di-melanthi/pesa/oca",
    ],
)
def test_a_thing_of_it_is_told_and_nothing_of_the_first_corpus(path, format, served):
    answer = page(served, path, format)

    assert (answer.status, answer.media_type) == (200, format)
    assert FIRST.search(answer.text) is None
    assert "ampana" in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/queries",
        "/sparql",
        "/openapi.json",
        "/claims",
        "/entities",
        "/questions",
        "/sources",
        "/dataset",
        "/search?q=" + quote("οκά"),
    ],
)
def test_pages_and_lists_hold_nothing_of_the_first_corpus(path, served):
    answer = page(served, path)

    assert answer.status == 200
    assert FIRST.search(answer.text) is None


def test_its_licence_is_that_of_the_catalogue(served):
    answer = page(served, "/dataset", "text/turtle")

    assert "https://opendatacommons.org/licenses/by/1-0/" in answer.text
    assert "Archivio della Confraternita del Bronzo" in answer.text


def test_own_predicates_and_kinds_are_asked_in_sparql(served):
    query = f"""PREFIX bronzo: <{BASE}termini#> PREFIX elbe: <https://w3id.org/elbe/ontology#>
    PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
    SELECT ?gist WHERE {{ ?bell a bronzo:Campana . ?claim rdf:subject ?bell ; rdf:predicate bronzo:pesa ; elbe:gist ?gist }}"""

    assert {row["gist"] for row in served.rows(query)} == {
        "La campana grande pesa 900 oche.",
        "La campana grande pesa più di 1200 oche.",
    }


def test_an_own_kind_narrows_lists_and_searches(served):
    listed = page(served, "/entities?type=campana", "application/ld+json")

    assert "campana/grande-di-melanthi" in listed.text
    assert "person/manolis-vardalis" not in listed.text


def test_its_own_queries_are_listed_and_answered_in_its_language(served):
    told = page(served, "/queries", "text/turtle").text
    rows = page(served, "/queries/quanto_pesa?campana=campana/grande-di-melanthi", "text/csv").text.splitlines()

    assert '"Quanto si dice che pesi una campana, e in quale fonte?"@it' in told
    assert "/queries/quanto_pesa" in page(served, "/openapi.json", "application/json").text
    assert len(rows) == 3
    assert rows[1].startswith("La campana grande pesa")


def test_a_query_of_the_first_corpus_is_not_one_of_it(served):
    assert page(served, "/queries/02_stalins_reply").status == 404
