"""No room of the code knows whose record it holds: its base, its ids, its subject."""

import re

import pytest
from support.places import PROJECT

ROOMS = (
    "authoring",
    "derivation",
    "examples",
    "export",
    "model",
    "rdf",
    "reading",
    "release",
    "sandbox",
    "search",
    "store",
    "texts",
    "validation",
)
CORE = "manner|rendering|precision|hedge|proviso|inference|framing|event-type|extent|transmission|verdict|review-status|unit|conflict-type|status|scheme|anonymity"
"""The closed lists, whose concepts have one IRI in all records."""
QUERIES = sorted(
    [*(path for room in ROOMS for path in (PROJECT / "kb" / room).rglob("*.rq")), *(PROJECT / "shapes").glob("*.rq")]
)


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.relative_to(PROJECT).as_posix())
def test_a_query_names_things_and_graphs_by_paths_below_the_base(path):
    absolute = re.findall(r"https://w3id\.org/elbe/(?!ontology#|shapes#)[\w/-]*", path.read_text(encoding="utf-8"))

    assert [iri for iri in absolute if not re.match(rf"https://w3id\.org/elbe/id/({CORE})/", iri)] == []


@pytest.mark.parametrize("path", sorted((PROJECT / "api/pages/templates").glob("*.html")), ids=lambda path: path.name)
def test_a_page_says_nothing_of_the_first_corpus(path):
    text = path.read_text(encoding="utf-8")

    assert not re.search(r"red army|soviet|stalin|konev|djilas|serbia|creativecommons|w3id\.org", text, re.IGNORECASE)


@pytest.mark.parametrize("path", sorted((PROJECT / "kb/examples").glob("*.rq")), ids=lambda path: path.stem)
def test_a_query_of_all_corpora_names_no_thing_of_one(path):
    text = path.read_text(encoding="utf-8")

    assert re.findall(r"<(?!https?:)[^> ]*/[^> ]*>", text.replace("<../graph/derived>", "")) == []
