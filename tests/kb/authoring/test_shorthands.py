from pathlib import Path

import pytest

from kb.authoring import syntax
from kb.authoring.files import File
from kb.authoring.shorthands import SHORTHANDS, expanded

DIGEST = "a" * 64
SPAN = f"start: 10, end: 20, sha256: {DIGEST}"


def expand(yaml: str, source: str | None = "source/chronicle"):
    """The nodes of a file without shorthands, and what is wrong with them."""
    problems = []
    nodes = expanded(syntax.parse(yaml.encode(), "file.yaml"), File(Path("file.yaml"), "file.yaml", source), problems)
    return nodes, [str(problem) for problem in problems]


def test_a_passage_gets_the_source_of_its_file_and_one_selector():
    [[node], problems] = expand(f"- id: utterance/a\n  passage: {{{SPAN}}}\n")

    assert node["passage"] == {
        "sha256": DIGEST,
        "source": "source/chronicle",
        "selector": {"start": "10", "end": "20"},
    }
    assert (node["passage"].type, node["passage"]["selector"].type) == ("elbe:Passage", "oa:TextPositionSelector")
    assert problems == []


def test_a_passage_keeps_the_source_that_it_names_and_what_else_it_says():
    [[node], _] = expand(f"- id: source/a\n  notClaims:\n  - {{{SPAN}, source: source/b, reason: A heading.}}\n")

    assert node["notClaims"][0]["source"] == "source/b"
    assert node["notClaims"][0]["reason"] == {"en": "A heading."}


@pytest.mark.parametrize("key", ["validTime", "saidAt"])
def test_a_time_gets_the_bounds_of_its_edtf_text_and_is_called_by_it_in_words(key):
    [[node], _] = expand(f"- id: claim/a\n  {key}: /1944-12\n")

    assert node[key] == {
        "edtf": "/1944-12",
        "endOfTheEnd": "1944-12-31",
        "prefLabel": {"en": "until December 1944"},
    }
    assert node[key].type == "crm:E52_Time-Span"


def test_an_object_with_figures_is_a_dimension():
    [[node], _] = expand('- id: claim/a\n  object: {lower: "3", unit: unit/person}\n')

    assert node["object"] == {"lower": "3", "unit": "unit/person"}
    assert node["object"].type == "crm:E54_Dimension"


def test_an_object_in_words_is_a_text_in_its_language():
    yaml = "- id: claim/a\n  object: {text: noću, lang: sr-latn}\n- id: claim/b\n  object: {text: at night}\n"
    [nodes, _] = expand(yaml)

    assert [node["object"] for node in nodes] == [{"text": {"sr-latn": "noću"}}, {"text": {"en": "at night"}}]
    assert {node["object"].type for node in nodes} == {"elbe:Text"}


def test_an_object_that_is_a_date_is_a_time_span():
    [[node], _] = expand("- id: claim/a\n  object: {date: 1944-10}\n")

    assert node["object"] == {
        "edtf": "1944-10",
        "beginOfTheBegin": "1944-10-01",
        "endOfTheEnd": "1944-10-31",
        "prefLabel": {"en": "October 1944"},
    }
    assert node["object"].type == "crm:E52_Time-Span"


@pytest.mark.parametrize(("precision", "limit"), [("nearly", "upper"), ("just-over", "lower")])
def test_a_figure_that_is_nearly_or_just_over_another_has_it_as_limit(precision, limit):
    [[node], _] = expand(f'- id: claim/a\n  object: {{value: "12", precision: precision/{precision}}}\n')

    assert node["object"][limit] == node["object"]["value"] == "12"


def test_a_limit_that_is_written_stays():
    [[node], _] = expand('- id: claim/a\n  object: {value: "12", upper: "13", precision: precision/nearly}\n')

    assert node["object"]["upper"] == "13"


@pytest.mark.parametrize(
    ("written", "question"),
    [
        ("predicate: elbe:met\n  object: person/b", "question/person/a/met"),
        ("predicate: elbe:didNotRecognize\n  object: person/b", "question/person/a/recognized"),
        ("predicate: elbe:personCount\n  object: {value: '3', unit: unit/person}", "question/person/a/person-count/person"),
        ("predicate: elbe:personCount\n  object: {value: '3', unit: unit/person}\n  answers: question/b", "question/b"),
        ("predicate: elbe:meet\n  object: person/b", None),
    ],
)  # fmt: skip
def test_a_claim_answers_the_question_of_its_subject_predicate_and_unit_if_it_names_none(written, question):
    [[node], _] = expand(f"- id: claim/a\n  subject: person/a\n  {written}\n")

    assert node.get("answers") == question


def test_a_bare_text_is_in_the_language_of_its_file():
    [[node], _] = expand("- id: person/a\n  note: [One., Two.]\n  prefLabel: {sr: А}\n")

    assert node["note"] == {"en": ["One.", "Two."]}
    assert node["prefLabel"] == {"sr": "А"}


@pytest.mark.parametrize(
    "stub", ["{id: person/b}", "{id: person/b, type: elbe:Person, label: {en: B}, sameAs: [wd:Q1]}"]
)
def test_a_nested_node_with_no_more_than_a_stub_has_is_a_reference(stub):
    [[node], _] = expand(f"- id: utterance/a\n  speaker: [person/a, {stub}]\n")

    assert node["speaker"] == ["person/a", "person/b"]


def test_a_nested_node_with_more_than_a_stub_has_is_one():
    [[node], _] = expand("- id: utterance/a\n  reports: {id: utterance/b, speaker: person/a}\n")

    assert node["reports"] == {"id": "utterance/b", "speaker": "person/a"}


def test_a_mention_has_its_entity_as_body_and_a_passage_for_each_name():
    yaml = f"- id: mention/chronicle/person/anna\n  names:\n  - {{words: Anna, at: [3, 7]}}\n  - {{sha256: {DIGEST}, length: 2, at: 9}}\n"
    [[node], problems] = expand(yaml)

    assert (node["body"], node["motivation"]) == ("person/anna", "oa:identifying")
    assert [target["id"] for target in node["target"]] == ["#at-3", "#at-7", "#at-9"]
    assert [target["selector"] for target in node["target"]][2] == {"start": "9", "end": "11"}
    assert "names" not in node
    assert problems == []


@pytest.mark.parametrize(
    ("written", "type"),
    [
        ("- id: person/a", "elbe:Person"),
        ("- id: utterance/a", "elbe:Utterance"),
        ("- id: people/a", None),
    ],
)
def test_the_class_of_a_thing_is_that_of_the_kind_in_its_id(written, type):
    [[node], problems] = expand(written)

    assert (node.type, problems) == (type, [])


def test_a_reported_utterance_without_passage_is_one_that_is_only_reported():
    yaml = f"- id: utterance/a\n  reports: {{id: utterance/b, reports: {{id: utterance/c, passage: {{{SPAN}}}}}}}\n"
    [[node], _] = expand(yaml)

    assert node["reports"].type == "elbe:ReportedUtterance"
    assert node["reports"]["reports"].type == "elbe:Utterance"


def test_the_class_of_a_part_is_the_range_of_its_property():
    [[node], _] = expand("- id: record/a\n  wasGeneratedBy: {date: 2026-11-23}\n")

    assert node["wasGeneratedBy"].type.endswith("Activity")


def test_shorthands_are_expanded_at_any_depth():
    yaml = f"- id: utterance/a\n  asserts:\n  - id: claim/a\n    validTime: 1944\n  cites:\n  - citedWork: work/a\n    passage: {{{SPAN}}}\n"
    [[node], _] = expand(yaml)

    assert node["asserts"][0]["validTime"]["beginOfTheBegin"] == "1944-01-01"
    assert "selector" in node["cites"][0]["passage"]


MALFORMED = {
    "mention/": "names: [{words: Anna}]",
    "passage": "passage: {start: 10}",
    "notClaims": "notClaims: [here]",
    "notMentions": "notMentions: [{start: 20, end: 10, sha256: a}]",
    "validTime": "validTime: 1944-13",
    "saidAt": "saidAt: {from: 1944}",
    "object": "object: {figure: 3}",
}


@pytest.mark.parametrize("name", MALFORMED)
def test_a_shorthand_that_is_malformed_is_told_once_with_its_line_and_left_out(name):
    kind = name if name.endswith("/") else "claim/"
    nodes, problems = expand(f"- id: {kind}chronicle/a\n  {MALFORMED[name]}\n- id: person/a\n")

    line = 1 if name.endswith("/") else 2
    assert [problem.startswith(f"file.yaml:{line}: ") for problem in problems] == [True]
    assert not [node for node in nodes if node.get(name)]
    assert nodes[-1]["id"] == "person/a"


def test_each_shorthand_that_can_be_malformed_is_tried():
    assert set(SHORTHANDS) - set(MALFORMED) == {"@id", "@language", "claim/"}


def test_what_is_no_shorthand_is_left_as_it_is():
    yaml = "- id: person/a\n  prefLabel: {en: A}\n  passages: {start: 1}\n  within: [place/a, place/b]\n- just a text\n"
    nodes, problems = expand(yaml)

    assert nodes == syntax.parse(yaml.encode(), "file.yaml")
    assert problems == []
