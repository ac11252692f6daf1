import subprocess
import sys
from pathlib import Path

import pytest

from kb import resources
from kb.release import recipe

OF_NO_BYTES = {
    "kb.characters": "refuses characters, and changes none",
    "kb.errors": "says what went wrong",
    "kb.files": "writes what it is given",
    "kb.hints": "is for messages",
    "kb.processes": "starts processes",
    "kb.resources": "finds the files that the recipe lists itself",
    "kb.sandbox.admission": "refuses queries, and changes none",
    "kb.sandbox.mending": "is for queries that are asked",
    "kb.sandbox.tokens": "reads queries that are refused or kept as they are",
    "kb.release.copies": "copies files",
    "kb.release.folders": "puts folders in their places",
    "kb.release.recipe": "is the digest itself",
}


def covered(inputs):
    """The modules that a recipe lists."""
    root = Path(resources.__file__).parents[1]
    folders = {name: root / name for name in inputs if name.startswith("kb")}
    found = [
        path
        for name, folder in folders.items()
        for pattern in inputs[name]
        for path in (folder.glob(pattern) if name == "kb/." else folder.rglob(pattern))
    ]
    return {".".join(path.relative_to(root).with_suffix("").parts) for path in found if path.suffix == ".py"}


@pytest.mark.process
def test_each_module_that_a_build_imports_is_in_a_recipe_or_makes_no_bytes():
    code = "import sys, kb.release.build; print(*(n for n, m in sys.modules.items() if n.startswith('kb.')))"
    imported = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    modules = {name for name in imported if not hasattr(sys.modules.get(name), "__path__")}
    rooms = {name for name in imported if any(other.startswith(name + ".") for other in imported)}

    assert modules - rooms - covered(recipe.INPUTS) - covered(recipe.CACHE_INPUTS) == set(OF_NO_BYTES)


@pytest.mark.parametrize(
    ("path", "changes"),
    [
        ("kb/rdf/turtle.py", {"id"}),
        ("kb/derivation/rules/quotation.rq", {"id"}),
        ("kb/release/statistics/totals.rq", {"id"}),
        ("kb/namespaces.py", {"id", "caches"}),
        ("kb/search/spellings.py", {"caches"}),
        ("kb/search/names.rq", {"caches"}),
        ("kb/search/romanizations.toml", {"caches"}),
        ("kb/search/ranking.py", set()),
        ("kb/texts/coverage.py", set()),
        ("ontology/elbe.ttl", {"id"}),
        ("seeds/elbe.toml", {"id"}),
        ("seeds/published.txt", set()),
        ("seeds/queries/09_bornholm.rq", {"id"}),
    ],
)
def test_a_digest_changes_with_what_is_made_by_a_file_and_with_nothing_else(path, changes, monkeypatch):
    changed = resources.folder(path.rpartition("/")[0]) / path.rpartition("/")[2]
    before, digest = digests(), recipe.files.digest
    monkeypatch.setattr(recipe.files, "digest", lambda file: "0" if file == changed else digest(file))

    assert {name for name, value in digests().items() if value != before[name]} == changes


@pytest.mark.parametrize(
    ("library", "changes"), [("pyyaml", {"id"}), ("anyascii", {"caches"}), ("pyoxigraph", {"id", "caches"})]
)
def test_a_digest_changes_with_the_libraries_that_make_something(library, changes, monkeypatch):
    before, version = digests(), recipe.version
    monkeypatch.setattr(recipe, "version", lambda name: "0" if name == library else version(name))

    assert {name for name, value in digests().items() if value != before[name]} == changes


def digests():
    return {"id": recipe.release_id(resources.folder("seeds")), "caches": recipe.of_caches.__wrapped__()}


def test_a_release_changes_with_the_version_of_sqlite_that_writes_its_tables(monkeypatch):
    before = recipe.release_id(resources.folder("seeds"))
    monkeypatch.setattr(recipe.sqlite3, "sqlite_version", "0.0.0")

    assert recipe.release_id(resources.folder("seeds")) != before


def test_what_was_built_in_the_folder_of_a_corpus_is_no_part_of_it(tmp_path):
    (tmp_path / "elbe.toml").write_text("title = 'One'")
    before = recipe.release_id(tmp_path)
    (tmp_path / "build/0/ontology").mkdir(parents=True)
    (tmp_path / "build/0/ontology/elbe.ttl").write_text("")

    assert recipe.release_id(tmp_path) == before
