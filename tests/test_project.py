"""What holds of the project as a whole."""

import ast
import re
import subprocess
from pathlib import Path

import pytest
from support.places import PROJECT, TEXTS

from kb.model import questions
from kb.namespaces import ID, compact, expand

RUN = 9
PATH = re.compile(r"`((?:kb|api|bench|deploy|ontology|seeds|shapes|tests)/[\w./-]*)`")


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    return [PROJECT / name for name in listed.split("\0") if name and (PROJECT / name).is_file()]


def runs(text: str) -> list[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return [tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)]


def test_no_sentence_of_a_source_is_in_the_project():
    if not TEXTS.is_dir():
        pytest.skip(f"NOT RUN: nothing was compared with the texts of the sources, since they are not at {TEXTS}")
    theirs = {run for text in TEXTS.glob("*.txt") for run in runs(text.read_text(encoding="utf-8"))}
    titles = PROJECT / "seeds/authority/works.yaml"

    copied = {
        (path.name, " ".join(run))
        for path in tracked()
        if path != titles
        for run in runs(path.read_text(encoding="utf-8", errors="ignore"))
        if run in theirs
    }

    assert copied == set()


def docstrings(path: Path) -> list[str]:
    """The docstrings of a module, those of its constants and fields among them."""
    found = (node.value for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, ast.Expr))
    return [node.value for node in found if isinstance(node, ast.Constant) and isinstance(node.value, str)]


def test_the_files_and_folders_that_docstrings_name_exist():
    modules = [path for path in tracked() if path.suffix == ".py" and "tests" not in path.parts]
    named = {(path.name, name) for path in modules for text in docstrings(path) for name in PATH.findall(text)}

    assert named
    assert [each for each in sorted(named) if not (PROJECT / each[1]).exists()] == []


def test_seeds_shapes_and_ontology_hold_no_python():
    assert not [path for name in ("seeds", "shapes", "ontology") for path in (PROJECT / name).rglob("*.py")]


def test_every_file_names_the_same_base():
    other = re.compile(r"https?://w3id\.org/elbe(?!/(id|ontology|shapes|graph|report|links|dataset)\b|/[\"'`\s)>])")
    files = [path for path in tracked() if path.suffix in (".ttl", ".rq", ".jsonld", ".yaml", ".tsv")]

    assert not [path.name for path in files if other.search(path.read_text(encoding="utf-8"))]


def test_every_query_and_rule_opens_with_a_sentence():
    queries = [path for path in tracked() if path.suffix == ".rq"]

    assert not [path.name for path in queries if not re.match(r"# [A-Z].*[.?]\n", path.read_text(encoding="utf-8"))]


def test_each_seed_file_tells_how_it_came_about_and_that_nobody_reviewed_it():
    for path in sorted((PROJECT / "seeds").rglob("*.yaml")):
        head = path.read_text(encoding="utf-8")[:700]
        assert f"file: {path.parent.relative_to(PROJECT).as_posix()}/" in head
        assert "reviewStatus: review-status/" in head
        assert "wasGeneratedBy: " in head


def test_nothing_names_a_path_of_a_machine():
    examples = PROJECT / "tests/shapes/invalid"  # one of them breaks this very rule
    files = [path for path in tracked() if examples not in path.parents]
    found = [path.name for path in files if re.search(rb"[\s\"'`(=]/(work|root|home)/\w", path.read_bytes())]

    assert found == []


def test_no_curated_title_of_a_question_is_the_one_that_it_would_have_anyway(record):
    names: dict[str, dict[str, str]] = {}
    for quad in record.default_graph():
        if quad.predicate.value in (expand("skos:prefLabel"), expand("elbe:gist")):
            names.setdefault(compact(quad.subject.value), {})[quad.object.language] = quad.object.value
    curated = [path for path in names if record.place(ID + path).file == "seeds/authority/questions.yaml"]
    asked = {path: question for path in curated if (question := questions.parse(path, names, record.terms))}

    assert {
        path for path, question in asked.items() if questions.titles(question, names, record.terms) == names[path]
    } == set()
