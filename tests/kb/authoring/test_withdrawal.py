"""What editors withdraw leaves a tombstone, and nothing else: neither in the record nor in what is derived of it."""

import re

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad
from support.small_record import FILES, UTTERANCES, write_seeds

from kb.authoring.loader import load
from kb.derivation.derive import derive
from kb.errors import SeedErrors
from kb.namespaces import ID, compact, term
from kb.validation.checks import validate

WHY = "deprecated: true, reason: {en: Read wrongly.}, date: 2026-11-30"
TOMBSTONE = {"rdf:type", "owl:deprecated", "elbe:reason", "dcterms:date"}
AT = "- id: utterance/chronicle/strength\n"
CLAIM = "    - id: claim/crossing-strength\n"
OUTER = "- id: utterance/chronicle/anna-says\n"
ROW = "elbeid:mapping/anna\telbeid:person/anna\tskos:exactMatch\twd:Q1\tsemapv:ManualMappingCuration\t0.9\t2026-11-30\tSeen.\n"
COLUMNS = "record_id\tsubject_id\tpredicate_id\tobject_id\tmapping_justification\tconfidence\tmapping_date\tcomment\n"


def lines(indent: str) -> str:
    return "".join(f"{indent}{line}\n" for line in WHY.split(", "))


def after(line: str, text: str = UTTERANCES) -> str:
    """The utterances, in which what begins with a line is withdrawn."""
    indent = " " * (len(line) - len(line.lstrip()) + 2)
    return text.replace(line, line + lines(indent), 1)


@pytest.fixture
def seeds(tmp_path):
    def write(utterances: str = UTTERANCES, **more: str):
        files = FILES | {"sources/chronicle/utterances.yaml": utterances}
        return write_seeds(tmp_path / "seeds", files | more)

    return write


def published(folder) -> tuple[list[Quad], list[Quad]]:
    """The record and what is derived from it, which breaks nothing."""
    record = load(folder)
    authored = record.default_graph()
    derived = derive(authored)
    assert [str(f.problem(record.place(*f.where), record.terms)) for f in validate(authored, derived)] == []
    return authored, derived


def about(quads, path: str) -> set[str]:
    return {compact(quad.predicate.value) for quad in quads if quad.subject.value == ID + path}


def naming(quads, path: str) -> set[tuple[str, str]]:
    """What leads to a thing or is part of it, with the property."""
    return {
        (compact(quad.subject.value), compact(quad.predicate.value))
        for quad in quads
        if quad.object == NamedNode(ID + path) or quad.subject.value.startswith(f"{ID}{path}#")
    }


def test_a_claim_is_withdrawn_while_the_utterance_stays(seeds):
    authored, derived = published(seeds(after(CLAIM)))

    assert about(authored, "claim/crossing-strength") == TOMBSTONE
    assert about(derived, "claim/crossing-strength") == set()
    assert naming(authored + derived, "claim/crossing-strength") == {
        ("utterance/chronicle/strength", "elbe:withdrawnClaim"),
        ("utterance/chronicle/anna-says/anna", "elbe:withdrawnClaim"),
    }
    assert "elbe:speaker" in about(authored, "utterance/chronicle/strength")


def test_a_claim_is_withdrawn_that_is_no_more_than_its_tombstone(seeds):
    start = UTTERANCES.index(CLAIM) + len(CLAIM)
    bare = UTTERANCES[:start] + lines("      ") + UTTERANCES[UTTERANCES.index(OUTER) :]
    authored, _ = published(seeds(bare))

    assert about(authored, "claim/crossing-strength") == TOMBSTONE


def test_a_question_whose_answers_are_withdrawn_has_none_and_says_so(seeds):
    _, derived = published(seeds(after(CLAIM)))

    found = {
        (compact(q.predicate.value), q.object.value) for q in derived if "question/event/crossing" in str(q.subject)
    }
    assert {("elbe:answerCount", "0"), ("elbe:status", f"{ID}status/withdrawn")} <= found


def test_of_two_answers_one_that_is_withdrawn_is_not_counted(seeds):
    other = CLAIM.replace("strength", "other") + "".join(f"      {line}\n" for line in (
        "answers: question/event/crossing/person-count/person", "subject: event/crossing", "predicate: elbe:personCount",
        'object: {value: "900", unit: unit/person, precision: precision/approximate}', "gist: About 900 people crossed.",
    ))  # fmt: skip
    _, derived = published(seeds(after(CLAIM, UTTERANCES.replace(CLAIM, other + CLAIM))))

    assert [q.object.value for q in derived if q.predicate == term("elbe:answerCount")] == ["1"]


def test_what_only_a_withdrawn_utterance_carries_goes_with_it_for_the_same_reason(seeds):
    authored, derived = published(seeds(after(OUTER)))

    for path in ("utterance/chronicle/anna-says", "utterance/chronicle/anna-says/anna"):
        assert about(authored, path) == TOMBSTONE
        assert naming(authored + derived, path) == set()
    assert "elbe:gist" in about(authored, "claim/crossing-strength"), "which another utterance asserts"
    reasons = {
        q.object.value for q in authored if q.subject.value.endswith("anna-says/anna") and "reason" in str(q.predicate)
    }
    assert reasons == {"Read wrongly."}


def test_a_claim_that_only_withdrawn_utterances_make_goes_with_them(seeds):
    authored, _ = published(seeds(after(OUTER, after(AT))))

    assert about(authored, "claim/crossing-strength") == TOMBSTONE


def test_a_link_is_withdrawn_by_a_tombstone_in_the_place_of_its_row(seeds):
    authored, _ = published(seeds(**{"links/gone.yaml": _record("links/gone") + f"- {{id: mapping/anna, {WHY}}}\n"}))

    assert about(authored, "mapping/anna") == TOMBSTONE


def test_a_link_whose_row_still_stands_is_told_beside_its_tombstone(seeds):
    files = {"links/gone.yaml": f"- {{id: mapping/anna, {WHY}}}\n", "links/a.sssom.tsv": COLUMNS + ROW}
    with pytest.raises(
        SeedErrors, match=r"a\.sssom\.tsv:2: .*stands twice, first at .*links/gone\.yaml:1: take out the row"
    ):
        load(seeds(**files))


def test_the_links_and_names_of_a_withdrawn_thing_go_with_it(seeds):
    boris = FILES["authority/all.yaml"].replace(
        "- id: person/boris\n", f"- id: person/boris\n{lines('  ')}  isReplacedBy: person/anna\n"
    )
    row = ROW.replace("anna", "boris")
    authored, _ = published(seeds(**{"authority/all.yaml": boris, "links/a.sssom.tsv": COLUMNS + row}))

    assert about(authored, "person/boris") == TOMBSTONE | {"dcterms:isReplacedBy"}
    assert about(authored, "mapping/boris") == TOMBSTONE
    assert [quad for quad in authored if quad.object == term("wd:Q1")] == []


def test_what_still_refers_to_a_withdrawn_thing_is_told_in_its_line(seeds):
    anna = FILES["authority/all.yaml"].replace("- id: person/anna\n", f"- id: person/anna\n{lines('  ')}")
    record = load(seeds(**{"authority/all.yaml": anna}))
    authored = record.default_graph()
    told = [str(f.problem(record.place(*f.where), record.terms)) for f in validate(authored, derive(authored))]

    assert [re.sub(r"^.*seeds/", "", problem) for problem in told] == [
        "sources/chronicle/utterances.yaml:24: A deprecated thing is still referred to. Refer to what stands in its place, or "
        "withdraw this too. (utterance/chronicle/anna-says/anna, deprecated_in_use: person/anna)"
    ]


def test_a_withdrawn_thing_says_why_and_since_when(seeds):
    bare = UTTERANCES.replace(CLAIM, CLAIM + "      deprecated: true\n")
    record = load(seeds(bare))
    authored = record.default_graph()

    assert {f.rule for f in validate(authored, derive(authored))} == {"deprecated_unexplained"}


def test_a_sum_that_loses_a_part_is_told(seeds):
    part = "".join(f"      {line}\n" for line in (
        "subject: event/crossing", "predicate: elbe:personCount", "addendOf: claim/crossing-strength",
    ))  # fmt: skip
    parts = "".join(
        f'    - id: claim/part-{n}\n{part}      object: {{value: "{n}", unit: unit/person, precision: precision/exact}}\n      gist: Part {n}.\n'
        for n in (1, 2)
    )
    text = UTTERANCES.replace(CLAIM, parts + CLAIM)

    with pytest.raises(
        SeedErrors, match="claim/crossing-strength has lost a part, claim/part-1, which is withdrawn: write subsetOf"
    ):
        load(seeds(after("    - id: claim/part-1\n", text)))


def test_a_record_of_which_nothing_is_withdrawn_is_left_as_it_is(small_seeds):
    record = load(small_seeds)

    assert {quad.graph_name for quad in record.quads} == {DefaultGraph()}
    assert "elbe:asserts" in {compact(quad.predicate.value) for quad in record.quads}


def _record(path: str) -> str:
    return (
        FILES["authority/all.yaml"]
        .split("- id: software")[0]
        .replace("authority/all", path)
        .replace("{en: All}", "{en: Gone}")
    )
