from pathlib import Path

import pytest

from kb.authoring import syntax
from kb.authoring.files import File
from kb.authoring.nodes import Reading, read
from kb.authoring.shorthands import expanded
from kb.namespaces import ID, expand


def reading_of(yaml: str) -> Reading:
    reading, file = Reading(), File(Path("file.yaml"), "file.yaml")
    read(expanded(syntax.parse(yaml.encode(), "file.yaml"), file, reading.problems), file, reading)
    return reading


def test_a_node_has_the_keys_of_the_context_and_its_class():
    (node,) = reading_of("- id: place/a\n  prefLabel: {en: A, ru: [А, Б]}\n  within: place/b\n").nodes

    assert node == {
        "id": "place/a",
        "type": "elbe:Place",
        "prefLabel": {"en": "A", "ru": ["А", "Б"]},
        "within": ID + "place/b",
    }


def test_the_id_of_a_part_is_made_from_that_of_its_parent():
    reading = reading_of("- id: claim/a\n  validTime: 1944\n")

    assert [node["id"] for node in reading.nested] == ["claim/a#validTime"]


def test_the_id_of_a_part_of_a_part_is_joined_by_a_dot():
    span = f"{{start: 1, end: 2, sha256: {'a' * 64}, source: source/a}}"
    reading = reading_of(f"- id: utterance/a\n  cites:\n  - {{id: '#first', passage: {span}}}\n")

    assert {node["id"] for node in reading.nested} == {
        "utterance/a#first",
        "utterance/a#first.passage",
        "utterance/a#first.passage.selector",
    }


def test_what_is_defined_and_referred_to_is_noted_with_its_line():
    reading = reading_of(
        "- id: utterance/a\n  speaker: person/b\n  asserts:\n  - id: claim/c\n    place: place/e\n  - claim/d\n"
    )

    assert {path: str(place) for path, place in reading.defined.items()} == {
        "utterance/a": "file.yaml:1",
        "claim/c": "file.yaml:4",
    }
    assert [(r.owner, r.key, r.target, r.place.line) for r in reading.references] == [
        ("utterance/a", "speaker", "person/b", 2),
        ("claim/c", "place", "place/e", 5),
        ("utterance/a", "asserts", "claim/c", 4),
        ("utterance/a", "asserts", "claim/d", 6),
    ]


@pytest.mark.parametrize(
    ("written", "iri"),
    [
        ("place/b", ID + "place/b"),
        ("wd:Q1", expand("wd:Q1")),
        ("https://example.org/b", "https://example.org/b"),
    ],
)
def test_a_reference_is_a_path_a_curie_or_an_iri(written, iri):
    (node,) = reading_of(f"- id: place/a\n  within: {written}\n").nodes

    assert node["within"] == iri


def test_a_predicate_is_written_as_a_curie():
    (node,) = reading_of("- id: claim/a\n  predicate: elbe:personCount\n").nodes

    assert node["predicate"] == expand("elbe:personCount")


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("codePoints: many", "'many' is no whole number"),
        ("spokeJointly: yes", "'yes' is neither true nor false"),
        ("created: 2026-13-01", "'2026-13-01' is no full date, such as 2026-11-23"),
        ("lat: '45.50'", "'45.50': write decimals as quoted strings in canonical form, such as \"1219\" or \"0.5\""),
        ("label: {en: A}", "unknown key 'label' (did you mean altLabel?)"),
        ("prefLabel: {english: A}", "'english' is no language tag in lower case, such as en or sr-latn"),
        ("prefLabel: {en: {a: b}}", "write a text, or a list of texts"),
        ("within: [[place/a]]", "a list within a list under 'within'"),
        ("lat: {a: b}", "'lat' takes a text, not a mapping"),
        ("widthin: place/a", "unknown key 'widthin' (did you mean within?)"),
        ("zzz: place/a", "unknown key 'zzz'"),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_read_is_told_with_its_line(written, message):
    problems = reading_of(f"- id: place/b\n  {written}\n").problems

    assert [str(problem) for problem in problems] == [f"file.yaml:2: {message}"]


def test_an_id_that_is_written_wrongly_is_told_once():
    ids = ("person/Anna", "people/anna", "anna")
    problems = reading_of("".join(f"- id: {id}\n" for id in ids)).problems

    assert [problem.line for problem in problems] == [1, 2, 3]


@pytest.mark.parametrize("content", ["id: person/a", "just a text"])
def test_a_file_that_is_no_list_is_refused(content):
    problems = reading_of(content).problems

    assert [problem.message for problem in problems] == ["the file is no list: begin each node with `- id: …`"]


@pytest.mark.parametrize("id", ["person/a#x", "person/#a", "person/a#", "#a"])
def test_a_part_that_is_nested_in_nothing_is_refused(id):
    problems = reading_of(f"- id: '{id}'\n").problems

    assert {problem.line for problem in problems} == {1}
    assert "nest it in its thing, under the key that leads to it" in problems[-1].message
