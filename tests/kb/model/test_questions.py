"""Titles of questions, made of their predicates' templates and the names of what they fix."""

from kb.model import questions
from kb.model.vocabulary import core

NAMES = {
    "event/crossing": {"en": "Troops cross the river, 1945", "de": "Truppen überschreiten den Fluss, 1945"},
    "person/anna": {"en": "Anna", "ru": "Анна"},
    "place/riverside": {"en": "Riverside"},
    "claim/many-crossed": {"en": "Many crossed the river in 1945."},
}
PATHS = {*NAMES, "unit/person", "unit/captivity"}


def titles(path: str) -> dict[str, str]:
    question = questions.parse(path, PATHS, core())
    assert question
    return questions.titles(question, NAMES, core())


def test_a_proper_name_stands_in_a_title_as_it_is():
    assert titles("question/person/anna/met") == {"en": "Whom did Anna meet?"}


def test_a_heading_stands_in_quotation_marks():
    assert titles("question/event/crossing/carried-out-by") == {"en": "Who carried out “Troops cross the river, 1945”?"}
    assert titles("question/claim/many-crossed/framed-as") == {
        "en": "By what word do speakers class “Many crossed the river in 1945.”?"
    }


def test_a_place_is_named_only_where_the_question_fixes_one():
    assert titles("question/event/crossing/carried-out-by/riverside") == {
        "en": "Who carried out “Troops cross the river, 1945” in Riverside?"
    }


def test_what_is_counted_stands_in_the_plural_or_by_its_name_where_none_is_known():
    assert titles("question/event/crossing/person-count/person") == {
        "en": "How many people did “Troops cross the river, 1945” count?"
    }
    assert titles("question/event/crossing/amount/captivity") == {
        "en": "How many captivity did “Troops cross the river, 1945” amount to?"
    }


def test_a_title_is_made_in_each_language_that_has_a_template_and_names_for_all(monkeypatch):
    (predicate,) = (iri for iri in core().question_phrases if iri.endswith("#carriedOutBy"))
    monkeypatch.setitem(core().question_phrases[predicate], "de", "Wer war an {subject} schuld[ in {place}]?")

    assert (
        titles("question/event/crossing/carried-out-by")["de"]
        == "Wer war an „Truppen überschreiten den Fluss, 1945“ schuld?"
    )
    assert "de" not in titles("question/event/crossing/carried-out-by/riverside")
