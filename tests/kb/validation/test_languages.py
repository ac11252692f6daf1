"""The languages of a record in its shapes: English is one of many."""

from dataclasses import replace

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kb import resources
from kb.model.vocabulary import core
from kb.namespaces import ID, term
from kb.validation.checks import validate
from kb.validation.languages import FILE, turtle

ITALIAN = replace(core(), languages=("it", "el"))
ANNA = NamedNode(f"{ID}person/anna")
WAR = NamedNode(f"{ID}event/war")


def found(names: dict[str, str], terms=ITALIAN, of: NamedNode = ANNA, **more: str) -> set[str]:
    """The rules that a person or event breaks by its names, and by other texts, given with their language."""
    class_ = "elbe:Person" if of == ANNA else "elbe:Event"
    quads = [Quad(of, term("rdf:type"), term(class_))]
    quads += [Quad(of, term("skos:prefLabel"), Literal(name, language=tag)) for tag, name in names.items()]
    quads += [Quad(of, term("skos:note"), Literal(note, language=tag)) for tag, note in more.items()]
    listed = [Quad(*triple) for triple in terms.listed]
    return {finding.rule for finding in validate([*quads, *listed], [], terms=terms)}


def test_the_file_that_is_shipped_is_that_of_english():
    assert (resources.folder("shapes") / FILE).read_text(encoding="utf-8") == turtle(["en"])


@pytest.mark.parametrize("names", [{"it": "Anna"}, {"it": "Anna", "el": "Άννα"}, {"it": "Anna", "ru": "Анна"}])
def test_a_thing_needs_a_name_in_the_first_language_and_no_english_one(names):
    assert found(names) == set()


@pytest.mark.parametrize("names", [{"en": "Anna"}, {"el": "Άννα"}])
def test_a_thing_without_a_name_in_the_first_language_is_told(names):
    assert found(names) == {"Named.prefLabel"}


def test_a_note_is_in_a_language_of_the_record():
    assert found({"it": "Anna"}, it="Nota.", el="Σημείωση.") == set()
    assert found({"it": "Anna"}, en="A note.") == {"Noted.note"}
    assert found({"en": "Anna"}, core(), it="Nota.") == {"Noted.note"}


@pytest.mark.parametrize(("tag", "name"), [("el", "Anna"), ("it", "Άννα"), ("ka", "Анна"), ("uz-cyrl", "Anna")])
def test_a_name_in_the_script_of_another_language_is_told(tag, name):
    assert "label_script" in found({"it": "Anna"} | {tag: name})


@pytest.mark.parametrize(
    ("tag", "name"),
    [("el", "Άννα"), ("ka", "ანა"), ("uz-cyrl", "Анна"), ("sr-latn", "Ana"), ("ru", "17"), ("xx", "Anna")],
)
def test_a_name_in_the_script_of_its_language_is_not_told(tag, name):
    assert "label_script" not in found({"it": "Anna"} | {tag: name})


def test_an_event_is_told_to_be_named_by_a_contested_word_in_any_language():
    framing = NamedNode(f"{ID}framing/liberation")
    named = {"it": "liberazione", "el": "απελευθέρωση"}
    words = tuple(t for t in core().listed) + tuple(
        Quad(framing, term("skos:prefLabel"), Literal(word, language=tag)).triple for tag, word in named.items()
    )
    terms = replace(ITALIAN, listed=words)

    assert "contested_name" in found({"it": "Liberazione della città"}, terms, WAR)
    assert "contested_name" in found({"it": "Presa della città", "el": "Απελευθέρωση της πόλης"}, terms, WAR)
    assert "contested_name" not in found({"it": "Armata di liberazione entra in città"}, terms, WAR)
