"""CONTRIBUTING.md and CHANGELOG.md say what is so."""

import ast
import re
import tomllib
from pathlib import Path

import pytest
from support.places import PROJECT

from kb import __version__

TEXT = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
CHANGES = (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8")
ROOMS = dict(re.findall(r"^\| `((?:kb|api)/[\w./]+)` \| (.+) \|$", TEXT, re.MULTILINE))
PROSE = re.sub(r"\s+", " ", TEXT)
CONTRACTS = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]


def sentence(path: Path) -> str:
    """The first paragraph of a module's docstring, on one line."""
    docstring = ast.get_docstring(ast.parse(path.read_bytes()))
    assert docstring, f"{path} does not say what it is"
    return " ".join(docstring.partition("\n\n")[0].split())


def layers(package: str) -> list[list[str]]:
    """The rooms of a package, from the top, those that stand side by side together."""
    [contract] = [contract for contract in CONTRACTS if contract.get("containers") == [package]]
    return [layer.split(" | ") for layer in contract["layers"]]


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_is_what_its_docstring_says(room):
    path = PROJECT / room

    assert sentence(path / "__init__.py" if path.is_dir() else path) == ROOMS[room]


@pytest.mark.parametrize("package", ["api", "kb"])
def test_the_map_shows_every_room_in_the_order_of_the_contracts(package):
    shown = [Path(room).stem for room in ROOMS if room.startswith(f"{package}/")]
    heights = {room: height for height, layer in enumerate(layers(package)) for room in layer}

    assert {path.parent.name for path in (PROJECT / package).glob("*/__init__.py")} <= set(shown)
    assert [heights[room] for room in shown] == sorted(heights[room] for room in shown)


def test_the_modules_at_the_foot_are_those_of_the_lowest_layer():
    [named] = re.findall(r"modules at the foot of `kb/` \(([\w, ]+)\)", PROSE)

    assert named.split(", ") == layers("kb")[-1]


def test_what_make_offers_is_told():
    [offered] = re.findall(r"^\.PHONY: (.+)$", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    told = re.findall(r"`make ([\w-]+)`", TEXT)

    assert set(told) == set(offered.split())


def test_every_file_and_folder_that_it_names_is_there():
    named = re.findall(r"`((?:kb|api|tests|ontology|shapes|seeds|\.ci)/[\w./-]*)`", TEXT)

    assert len(named) > 30
    assert [name for name in named if not (PROJECT / name).exists()] == []


def test_it_is_one_page():
    assert len(TEXT.splitlines()) <= 100


def test_the_version_of_the_code_has_its_entry_and_the_newest_stands_first():
    versions = re.findall(r"^## \[(\d+\.\d+\.\d+)\] - (unreleased|\d{4}-\d\d-\d\d)$", CHANGES, re.MULTILINE)

    assert __version__ in dict(versions)
    assert versions == sorted(versions, key=lambda entry: [int(part) for part in entry[0].split(".")], reverse=True)


def test_changes_stand_under_the_headings_of_keep_a_changelog():
    headings = set(re.findall(r"^### (.+)$", CHANGES, re.MULTILINE))

    assert headings <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security", "Moving from 0.1"}
