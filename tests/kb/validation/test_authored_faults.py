"""What a curator is told of faults between things: shapes and checks find them, with file, line and remedy."""

import pytest

from kb.authoring.loader import load
from kb.derivation.derive import derive
from kb.validation.checks import validate

UTTERANCES = "seeds/sources/chronicle/utterances.yaml"
LOOP = "denies: claim/crossing-strength\n    reports: utterance/chronicle/anna-says"


def told(folder) -> list[str]:
    record = load(folder)
    authored = record.default_graph()
    found = [str(f.problem(record.place(*f.where), record.terms)) for f in validate(authored, derive(authored))]
    return [problem.replace(str(folder), "seeds") for problem in found]


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        ("  asserts:\n", "  reports: utterance/chronicle/anna-says/anna\n  asserts:\n", f"{UTTERANCES}:24", "Give each report an utterance of its own: "),
        ("denies: claim/crossing-strength", LOOP, f"{UTTERANCES}:22", "A relation leads from a thing back to itself. Cut the circle where it is wrong."),
        ("speaker: person/anna", "speaker: work/chronicle-of-the-river", f"{UTTERANCES}:24", "Name who speaks: a person, organization, group or the authors of a work (agent/…), never the work itself."),
        ('      object: {value: "1200", unit: unit/person, precision: precision/approximate}\n', "", f"{UTTERANCES}:11", "Give the claim one object: "),
        ("subject: event/crossing\n", "subject: [event/crossing, person/anna]\n", f"{UTTERANCES}:13", "Give the claim one subject, by its id; of two subjects write two claims."),
        ("person-count/person\n", "case-count/person\n", f"{UTTERANCES}:12", "A claim answers a question that asks with another predicate. Let it answer the question of its own predicate"),
        ("  reports:\n    id: utterance/chronicle/anna-says/anna", "  reports:\n  - utterance/chronicle/strength\n  - id: utterance/chronicle/anna-says/anna", f"{UTTERANCES}:22", "Report one utterance: a chain does not branch; of two reported utterances write two chains."),
    ],
)  # fmt: skip
def test_a_fault_between_things_is_told_with_file_line_and_remedy(mended, old, new, place, message):
    assert [
        problem for problem in told(mended("utterances.yaml", old, new)) if problem.startswith(f"{place}: {message}")
    ]


def test_a_claim_that_nobody_speaks_is_told_where_it_stands(mended):
    stray = "- id: claim/stray\n  subject: person/anna\n  predicate: elbe:met\n  object: person/boris\n"
    stray += "  answers: question/person/anna/met\n  gist: Anna met Boris.\n- id: person/anna\n"

    (problem,) = told(mended("all.yaml", "- id: person/anna\n", stray))
    assert problem == (
        "seeds/authority/all.yaml:11: Put the claim under asserts, denies, doubts or considers of an utterance: "
        "nobody speaks it. (claim/stray, Claim.stance)"
    )


def test_a_finding_on_two_things_names_the_other(mended):
    problems = told(mended("utterances.yaml", "person-count/person\n", "case-count/person\n"))

    other = "answers_other_predicate: question/event/crossing/case-count/person"
    assert [problem for problem in problems if problem.endswith(f"(claim/crossing-strength, {other})")]


@pytest.mark.parametrize("edtf", ["1944-21", "1944-23/1945-21", "1944-33", "1984-1X", "XXXX-12-XX", "'[..1944]'"])
def test_times_of_every_kind_conform(mended, edtf):
    assert told(mended("utterances.yaml", "validTime: 1945-04", f"validTime: {edtf}")) == []


SPEAKER = ("utterances.yaml", "speaker: person/anna")
MANNER = ("utterances.yaml", "manner: manner/eyewitness")
PREDICATE = ("utterances.yaml", "predicate: elbe:personCount")
NAMES = ("all.yaml", "prefLabel: {en: Boris, ru: Борис}")


@pytest.mark.parametrize(
    ("where", "written", "ending"),
    [
        (SPEAKER, "speaker: event/crossing", "It takes elbe:Agent. (utterance/chronicle/anna-says/anna, Utterance.speaker: event/crossing)"),
        (MANNER, "manner: precision/exact", "There are: manner/caption, manner/conversation, manner/encyclopedic, manner/eyewitness, "),
        (PREDICATE, "predicate: elbe:met", "It is said of Agent. (claim/crossing-strength, subject_class: event/crossing)"),
        (NAMES, "prefLabel: {en: “Boris”}", "(person/boris, label_in_quotes: “Boris”)"),
        (NAMES, "prefLabel: {en: Anna}", "(person/boris, name_twice: person/anna)"),
        (("all.yaml", '"Troops cross the river, 1945"'), '"Liberation of Riverside, 1945"', "The word is “liberation”. (event/crossing, contested_name: Liberation of Riverside, 1945)"),
        (("utterances.yaml", "passage: {start: 30, end: 60,"), "passage: {start: 30, end: 600,", "(utterance/chronicle/anna-says#passage, passage_beyond_source: "),
    ],
    ids=["classes", "members", "classes of a check", "value", "other side", "word", "figure"],
)  # fmt: skip
def test_a_finding_names_what_is_allowed_the_value_the_other_side_or_the_word(mended, where, written, ending):
    file, old = where

    assert [problem for problem in told(mended(file, old, written)) if ending in problem]


def test_a_finding_stands_in_the_line_of_the_value(mended):
    problems = told(mended("all.yaml", "{en: Boris, ru: Борис}", "\n    en: Boris\n    sr-latn:\n    - Борис"))

    assert [problem.split(": ")[0] for problem in problems] == ["seeds/authority/all.yaml:17"]


def test_two_claims_of_one_gist_are_told_by_their_names(mended):
    more = "  asserts:\n    - {id: claim/more, subject: person/anna, predicate: elbe:met, object: person/boris, gist: 'About 1,200 people crossed.'}\n"

    assert [
        problem
        for problem in told(mended("utterances.yaml", "  asserts:\n", more))
        if problem.endswith("(claim/more, gist_twice: claim/crossing-strength)")
    ]


def test_an_item_that_two_things_match_exactly_is_told_with_the_other_thing(small_seeds):
    row = "elbeid:mapping/{0}\telbeid:person/{0}\tskos:exactMatch\twd:Q1\tsemapv:ManualMappingCuration\t0.9\t2026-11-30\tSeen.\n"
    columns = (
        "record_id\tsubject_id\tpredicate_id\tobject_id\tmapping_justification\tconfidence\tmapping_date\tcomment\n"
    )
    (small_seeds / "links").mkdir()
    (small_seeds / "links/a.sssom.tsv").write_text(columns + row.format("anna") + row.format("boris"), "utf-8")

    assert [problem for problem in told(small_seeds) if "match_shared" in problem] == [
        "seeds/links/a.sssom.tsv:3: An exact match is not one to one within an authority. Keep the right exactMatch, and write "
        "the others as closeMatch, broadMatch or not at all. The other thing is person/anna. (person/boris, match_shared: wd:Q1)"
    ]
