import re
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from support import editor
from support import guide as followed
from support.guide import BLOCKS, GUIDE

from kb import resources
from kb.authoring import guide, loader, start
from kb.authoring.schema import schema
from kb.authoring.vocabulary import Vocabulary
from kb.derivation.derive import derive
from kb.model.vocabulary import core
from kb.reading import conflicts
from kb.store.embedded import EmbeddedStore
from kb.validation.checks import validate

BASE = "https://archive.example.org/light/"


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.of(core(), [resources.folder("shapes")])


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> Path:
    """The corpus that the guide writes, without its commands but those that begin it and take the letter in."""
    folder = tmp_path_factory.mktemp("guide") / "light"
    day = date(2026, 11, 30)
    start.begin(folder, "The light of Gull Skerry", BASE, ["en"], day)
    taken = ("letter", "Letter of a reader", "en", "No rights reserved.", "transmission/collected", "person/editor")
    for block in BLOCKS:
        if block.how in ("file", "add"):
            followed.write(block, folder)
        if block.path == "texts/letter.txt":
            start.take_in(folder, folder / "texts/letter.txt", folder / "texts", start.Intake(*taken, day))
    return folder


def test_the_tables_of_the_guide_are_those_of_the_vocabulary(vocabulary):
    assert guide.text(vocabulary) == GUIDE, "write it again: make guide"


@pytest.mark.parametrize("name", guide.TABLES)
def test_each_table_is_in_the_guide(name):
    assert GUIDE.count(f"<!-- table: {name} -->") == 1


def test_each_node_of_the_guide_is_valid_for_editors_that_know_the_corpus_s_words(vocabulary, written):
    known = Vocabulary.of(loader.load(written).terms, [resources.folder("shapes")])
    core_alone, all_words = (Draft202012Validator(schema(each, "The light")) for each in (vocabulary, known))
    nodes = [node for block in BLOCKS if block.language == "yaml" for node in editor.read(block.text.encode())]

    assert len(nodes) > 10
    assert [node["id"] for node in nodes if not all_words.is_valid([node])] == []
    assert [node["id"] for node in nodes if not core_alone.is_valid([node])] == ["utterance/letter/boats"]


def test_what_the_guide_shows_of_the_worked_document_stands_there(written):
    shown = [block for block in BLOCKS if block.how == "in"]

    assert len(shown) == 2
    assert [block.path for block in shown if block.text not in (written / block.path).read_text(encoding="utf-8")] == []


def test_all_that_the_guide_writes_is_a_record_that_breaks_nothing(written):
    record = loader.load(written)
    authored = record.default_graph()

    assert validate(authored, derive(authored, record.terms), terms=record.terms) == []


def test_the_guide_leads_from_text_to_conflict(written):
    record = loader.load(written)
    authored = record.default_graph()
    found = conflicts.disputes(EmbeddedStore.holding([*authored, *derive(authored, record.terms)], record.terms))

    assert {each.head["type"] for each in found} >= {"dates", "denial", "figures"}


def test_each_heading_that_the_guide_refers_to_is_there():
    headings = {re.sub(r"[^a-z]+", "-", line.lstrip("# ").lower()) for line in GUIDE.splitlines() if line[:1] == "#"}

    assert set(re.findall(r"\]\(#([a-z-]+)\)", GUIDE)) <= headings


def test_the_passages_of_the_worked_document_are_those_of_its_text(written):
    from kb.texts.desk import Desk

    record = loader.load(written)
    desk = Desk(record, EmbeddedStore.holding(record.default_graph(), record.terms))
    verified = desk.verify(written / "texts")

    assert (verified.problems, verified.texts) == ((), 2)
    assert verified.passages > 12
